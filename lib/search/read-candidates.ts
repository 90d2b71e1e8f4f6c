import type { Pool } from 'pg';
import { readHash } from '@/lib/media/perceptual-hash';
import type { VectorMatch } from '@/lib/vectors/vector-store';
import type { Candidate } from './candidate';
import type { CandidateCache } from './candidate-cache';
import { epochMs } from './epoch-ms';

/** Of a row of `"products" p`. */
export const CANDIDATE_COLUMNS = `
  p."productId", p."sellerPhone", p."imagePerceptualHash", p."imageColours" AS "colours",
  p."priceAmount"::float8 AS "priceAmount", p."priceCurrency",
  ${epochMs('p."listedAt"')} AS "listedAt"`;

/** Of a search 240 are read: checking each with a schema took as long as reading it. */
export interface CandidateRow {
  productId: string;
  sellerPhone: string;
  imagePerceptualHash: string | null;
  colours: string[] | null;
  priceAmount: number | null;
  priceCurrency: string | null;
  /** In ms since 1970. */
  listedAt: number | null;
}

export function toCandidate(row: CandidateRow, score: number): Candidate {
  const { productId, sellerPhone, imagePerceptualHash, colours, priceAmount, priceCurrency, listedAt } = row;
  return {
    productId,
    score,
    sellerPhone,
    pictureHash: imagePerceptualHash?.length === 16 ? readHash(imagePerceptualHash) : null,
    colours: colours ?? [],
    priceAmount,
    priceCurrency,
    listedAt: listedAt ?? 0,
  };
}

/** Those of the matches that have the colour, in the matches' order; without those that were not live when they were read. */
export async function readCandidates(
  { pool, candidates }: { pool: Pool; candidates: CandidateCache },
  matches: readonly VectorMatch[],
  colour: string | undefined,
): Promise<Candidate[]> {
  // Held here: what the cache knows now it may have given up when the others have been read.
  const rows = new Map(matches.map((match) => [match.productId, candidates.get(match)]));
  const unknown = matches.filter(({ productId }) => rows.get(productId) === undefined);
  const read = await readRows(
    pool,
    unknown.map(({ productId }) => productId),
  );
  for (const match of unknown) {
    const row = read.get(match.productId);
    if (row === undefined) continue;
    rows.set(match.productId, row);
    candidates.keep(match, row);
  }
  return matches.flatMap(({ productId, score }) => {
    const row = rows.get(productId);
    if (row === undefined || (colour !== undefined && !row.colours?.includes(colour))) return [];
    return [toCandidate(row, score)];
  });
}

const LIVE = `SELECT ${CANDIDATE_COLUMNS} FROM "products" p WHERE p."productId" = ANY($1) AND p."isListed"`;

/** Past Prisma, which takes three times as long for so many. */
async function readRows(pool: Pool, productIds: string[]): Promise<Map<string, CandidateRow>> {
  if (productIds.length === 0) return new Map();
  const { rows } = await pool.query<CandidateRow>({ name: 'live-candidates', text: LIVE, values: [productIds] });
  return new Map(rows.map((row) => [row.productId, row]));
}
