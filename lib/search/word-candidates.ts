import type { Pool } from 'pg';
import { type ProductFilters, whereLive } from '@/lib/marketplace/product-filters';
import { hasAllWords, hasSomeWords, type SoughtText, wordScore } from '@/lib/marketplace/sought-text';
import { rarestWords, shareWith } from '@/lib/marketplace/sought-words';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { queryRows } from '@/lib/platform/query-rows';
import { CANDIDATE_COLUMNS, type Candidate, type CandidateRange, type CandidateRow, toCandidate } from './candidates';

/**
 * Of words that more products have, the newest so many are compared: the others are like them, and what is nearest of
 * all is known from the index.
 */
const MOST_COMPARED = 500;

export interface FoundByWords {
  /** Best first; `score` is how well each has the words. */
  candidates: Candidate[];
  /** Whether they have all the words of `sought`; otherwise some. */
  hasAll: boolean;
  /** The text without words that nobody has. */
  sought: SoughtText;
  /** Whether there are others behind them. */
  more: boolean;
}

type Filters = Omit<ProductFilters, 'q'>;

interface WordSearch {
  filters: Filters;
  range: CandidateRange;
}

/**
 * Live products that have all words of a text; where none has, all but those that nobody has; where none has these
 * either, some.
 */
export async function findByWords(
  pool: Pool,
  sought: SoughtText,
  { filters, range }: WordSearch,
): Promise<FoundByWords> {
  const all = await findAll(pool, sought, { filters, range });
  const had = sought.words.filter(({ reach }) => reach > 0);
  if (all.candidates.length > 0 || had.length === 0 || sought.words.length < 2) return all;
  if (had.length < sought.words.length) return findByWords(pool, { ...sought, words: had }, { filters, range });
  const telling = rarestWords(sought);
  const some = Prisma.sql`${whereLive(filters)} AND ${hasSomeWords(telling)}`;
  return {
    ...(await find(pool, sought, { where: some, share: shareWith(telling, true) * shareLeft(filters), range })),
    hasAll: false,
    sought,
  };
}

async function findAll(pool: Pool, sought: SoughtText, { filters, range }: WordSearch): Promise<FoundByWords> {
  const where = whereLive(filters, sought);
  const share = shareWith(sought) * shareLeft(filters);
  return { ...(await find(pool, sought, { where, share, range })), hasAll: true, sought };
}

/**
 * Which share of the products the filters leave, roughly: one of the categories, one of the colours that a picture has,
 * a part of the prices; of one seller next to nothing.
 */
function shareLeft({ seller, category, colour, minPrice, maxPrice, currency }: Filters): number {
  const isPriced = minPrice !== undefined || maxPrice !== undefined || currency !== undefined;
  return (seller ? 0.001 : 1) * (category ? 0.06 : 1) * (colour ? 0.1 : 1) * (isPriced ? 0.3 : 1);
}

/**
 * Where a large share has the words, the newest are met soon by reading from the newest on (`most / share` rows, each
 * half as dear); otherwise it is faster to read all that have them (`live × share`) by the index of words. PostgreSQL
 * guesses wrong: words are not what it counts best.
 */
const isCommon = (share: number, live: number): boolean => live * share > MOST_COMPARED / 2 / share;

async function find(
  pool: Pool,
  sought: SoughtText,
  { where, share, range }: { where: Prisma.Sql; share: number; range: CandidateRange },
): Promise<Pick<FoundByWords, 'candidates' | 'more'>> {
  // An expression has no index to read it from.
  const newest = isCommon(share, sought.live) ? Prisma.sql`p."listedAt"` : Prisma.sql`(p."listedAt" + interval '0')`;
  const best = Prisma.sql`
    SELECT ${Prisma.raw(CANDIDATE_COLUMNS)}, ${wordScore(sought)} AS "score"
    FROM (
      SELECT * FROM "products" p WHERE ${where} ORDER BY ${newest} DESC, p."productId" LIMIT ${MOST_COMPARED}
    ) p ORDER BY "score" DESC, p."listedAt" DESC, p."productId" LIMIT ${range.limit + 1} OFFSET ${range.offset}`;
  const rows = await queryRows<CandidateRow & { score: number }>(pool, best);
  const candidates = rows.slice(0, range.limit).map((row) => toCandidate(row, row.score));
  return { candidates, more: rows.length > range.limit };
}

/** How well those of the products that have all the words have them. */
export async function scoreByWords(
  pool: Pool,
  sought: SoughtText,
  productIds: readonly string[],
): Promise<Map<string, number>> {
  if (productIds.length === 0) return new Map();
  const scored = Prisma.sql`
    SELECT p."productId", ${wordScore(sought)} AS "score" FROM "products" p
    WHERE p."productId" = ANY(${productIds}) AND p."isListed" AND ${hasAllWords(sought)}`;
  const rows = await queryRows<{ productId: string; score: number }>(pool, scored);
  return new Map(rows.map(({ productId, score }) => [productId, score]));
}
