import type { Pool } from 'pg';
import { type ProductFilters, whereLive } from '@/lib/marketplace/product-filters';
import { hasAllWords, hasSomeWords, type SoughtText, wordScore } from '@/lib/marketplace/sought-words';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { CANDIDATE_COLUMNS, type Candidate, type CandidateRange, type CandidateRow, toCandidate } from './candidates';

/**
 * Of words that more products have, the newest so many are compared: the others are like them, and what is nearest of
 * all is known from the index.
 */
const MOST_COMPARED = 1_000;

export interface FoundByWords {
  /** Best first; `score` is how well each has the words. */
  candidates: Candidate[];
  /** Whether they have all the words; otherwise some. */
  hasAll: boolean;
  /** Whether there are others behind them. */
  more: boolean;
}

type Filters = Omit<ProductFilters, 'q'>;

/** Live products that have all words of a text; where none has, those that have some. */
export async function findByWords(
  pool: Pool,
  sought: SoughtText,
  { filters, range }: { filters: Filters; range: CandidateRange },
): Promise<FoundByWords> {
  const all = await find(pool, sought, { where: whereLive(filters, sought), range, hasAll: true });
  if (all.candidates.length > 0 || range.offset > 0 || sought.words.length < 2) return all;
  return findBySome(pool, sought, { filters, range });
}

async function findBySome(
  pool: Pool,
  sought: SoughtText,
  { filters, range }: { filters: Filters; range: CandidateRange },
): Promise<FoundByWords> {
  const where = Prisma.sql`${whereLive(filters)} AND ${hasSomeWords(sought)}`;
  return find(pool, sought, { where, range, hasAll: false });
}

async function find(
  pool: Pool,
  sought: SoughtText,
  { where, range, hasAll }: { where: Prisma.Sql; range: CandidateRange; hasAll: boolean },
): Promise<FoundByWords> {
  const { text, values } = Prisma.sql`
    SELECT ${Prisma.raw(CANDIDATE_COLUMNS)}, ${wordScore(sought)} AS "score"
    FROM (
      SELECT * FROM "products" p WHERE ${where} ORDER BY p."listedAt" DESC, p."productId" LIMIT ${MOST_COMPARED}
    ) p ORDER BY "score" DESC, p."listedAt" DESC, p."productId" LIMIT ${range.limit + 1} OFFSET ${range.offset}`;
  const { rows } = await pool.query<CandidateRow & { score: number }>({ text, values });
  const candidates = rows.slice(0, range.limit).map((row) => toCandidate(row, row.score, hasAll));
  return { candidates, hasAll, more: rows.length > range.limit };
}

/** How well those of the products that have all the words have them. */
export async function scoreByWords(
  pool: Pool,
  sought: SoughtText,
  productIds: readonly string[],
): Promise<Map<string, number>> {
  if (productIds.length === 0) return new Map();
  const { text, values } = Prisma.sql`
    SELECT p."productId", ${wordScore(sought)} AS "score" FROM "products" p
    WHERE p."productId" = ANY(${productIds}) AND p."isListed" AND ${hasAllWords(sought)}`;
  const { rows } = await pool.query<{ productId: string; score: number }>({ text, values });
  return new Map(rows.map(({ productId, score }) => [productId, score]));
}
