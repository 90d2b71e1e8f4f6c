import type { Pool } from 'pg';
import { HOME_CURRENCY } from '@/lib/marketplace/currencies.schema';
import { epochMs } from '@/lib/marketplace/live-products';
import type { ProductFilters } from '@/lib/marketplace/product-filters';
import { type PictureHash, readHash } from '@/lib/media/perceptual-hash';
import { SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { VectorFilter, VectorMatch, VectorStore } from '@/lib/vectors/vector-store';
import type { CandidateCache } from './candidate-cache';

/** What a match's place depends on. Its words and pictures are read later, and only for the page's own matches. */
export interface Candidate {
  productId: string;
  /** Higher is nearer; comparable within one search. */
  score: number;
  /** It has all the words that were asked for: better than whatever only looks like it. */
  hasWords: boolean;
  sellerPhone: string;
  /** Null for products that were embedded before pictures were described. */
  pictureHash: PictureHash | null;
  /** Its dominant colours, the most of it first. */
  colours: string[];
  priceAmount: number | null;
  priceCurrency: string | null;
  /** In ms. */
  listedAt: number;
}

export interface CandidateRange {
  offset: number;
  limit: number;
}

/** Live products that match, nearest first. `more`: whether there are others behind them. */
export type MatchSource = (range: CandidateRange) => Promise<{ candidates: Candidate[]; more: boolean }>;

/** The filters as the index knows them. Errors: `seller_not_found`. */
export async function toVectorFilter(db: PrismaClient, filters: ProductFilters): Promise<VectorFilter> {
  const { seller, category, minPrice, maxPrice, currency } = filters;
  const filter: VectorFilter = {};
  if (seller !== undefined) filter.sellerPhone = await sellerPhoneOf(db, seller);
  if (category !== undefined) filter.category = category;
  if (minPrice !== undefined) filter.minPrice = minPrice;
  if (maxPrice !== undefined) filter.maxPrice = maxPrice;
  if (minPrice !== undefined || maxPrice !== undefined || currency !== undefined)
    filter.priceCurrency = currency ?? HOME_CURRENCY;
  return filter;
}

/** Of a seller's id, or the phone itself. */
async function sellerPhoneOf(db: PrismaClient, seller: string): Promise<string> {
  if (!seller.includes('-')) return seller;
  const row = await db.seller.findUnique({ where: { id: seller }, select: { phone: true } });
  if (row) return row.phone;
  throw new SokoError({ code: 'seller_not_found', message: 'There is no seller with this id.', status: 404 });
}

interface NearestOptions {
  vector: Float32Array;
  filter: VectorFilter;
  /** Filtered from the index's matches: the index knows no colours. */
  colour?: string | undefined;
  /** Left out: the product that is searched with. */
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

/** SQL, of `"products" p`. */
export const CANDIDATE_COLUMNS = `
  p."productId", p."sellerPhone", p."imagePerceptualHash", p."imageColours" AS "colours",
  p."priceAmount"::float8 AS "priceAmount", p."priceCurrency",
  ${epochMs('p."listedAt"')} AS "listedAt"`;

/** A search reads 240 of them. Not checked with a schema: that took as long as reading them. */
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
    hasWords: false,
    sellerPhone,
    pictureHash: imagePerceptualHash?.length === 16 ? readHash(imagePerceptualHash) : null,
    colours: colours ?? [],
    priceAmount,
    priceCurrency,
    listedAt: listedAt ?? 0,
  };
}

/** Those of the matches that have the colour, in their order; without those that were not live when they were read. */
async function readCandidates(
  { pool, candidates }: { pool: Pool; candidates: CandidateCache },
  matches: readonly VectorMatch[],
  colour: string | undefined,
): Promise<Candidate[]> {
  // Held here: the cache may have forgotten them by the time the others have been read.
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

/** Not by Prisma, which takes three times as long for so many. */
async function readRows(pool: Pool, productIds: string[]): Promise<Map<string, CandidateRow>> {
  if (productIds.length === 0) return new Map();
  const { rows } = await pool.query<CandidateRow>({ name: 'live-candidates', text: LIVE, values: [productIds] });
  return new Map(rows.map((row) => [row.productId, row]));
}
