import type { Pool } from 'pg';
import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';
import type { VectorFilter, VectorStore } from '@/lib/vectors/vector-store';
import type { MatchSource } from './candidate';
import type { CandidateCache } from './candidate-cache';
import { whereLive } from './filter-conditions';
import type { ProductFilters } from './product-filters';
import { CANDIDATE_COLUMNS, type CandidateRow, readCandidates, toCandidate } from './read-candidates';
import { rankOf, type SoughtWord } from './sought-words';

interface NearestOptions {
  vector: Float32Array;
  filter: VectorFilter;
  /** Filtered among what the index gives: the index knows no colours. */
  colour?: string | undefined;
  /** Left out: what is searched with. */
  except?: string | undefined;
}

/** The nearest live products of a vector. */
export function nearestTo(
  deps: { pool: Pool; candidates: CandidateCache },
  vectors: Pick<VectorStore, 'search'>,
  options: NearestOptions,
): MatchSource {
  const { vector, filter, colour, except } = options;
  return async ({ offset, limit }) => {
    const found = await vectors.search({ vector, offset, limit: limit + 1, filter });
    const matches = found.slice(0, limit).filter(({ productId }) => productId !== except);
    return { candidates: await readCandidates(deps, matches, colour), more: found.length > limit };
  };
}

/** Live products that have the words, best ranked first. */
export function withWords(
  db: PrismaClient,
  words: readonly SoughtWord[],
  filters: Omit<ProductFilters, 'q'>,
): MatchSource {
  return async ({ offset, limit }) => {
    const rows = await db.$queryRaw<(CandidateRow & { rank: number })[]>`
      SELECT ${Prisma.raw(CANDIDATE_COLUMNS)}, ${rankOf(words)} AS "rank" FROM "products" p WHERE ${whereLive(filters, words)}
      ORDER BY "rank" DESC, p."listedAt" DESC, p."productId" DESC LIMIT ${limit + 1} OFFSET ${offset}`;
    return { candidates: rows.slice(0, limit).map((row) => toCandidate(row, row.rank)), more: rows.length > limit };
  };
}
