import type { Pool } from 'pg';
import type { ProductFilters } from '@/lib/marketplace/product-filters';
import type { SoughtText } from '@/lib/marketplace/sought-text';
import { rareWords, readSoughtText } from '@/lib/marketplace/sought-words';
import { asSokoError, type SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { inSpanOf } from '@/lib/platform/tracing/tracing';
import type { VectorStore } from '@/lib/vectors/vector-store';
import type { Vocabulary } from '@/lib/words/vocabulary';
import type { CandidateCache } from './candidate-cache';
import { type MatchSource, nearestTo, toVectorFilter } from './candidates';
import { fuseMatches, liftMatches } from './fuse-matches';
import { hybridMatches } from './hybrid-matches';
import { isNothingAlike } from './likeness';
import { readLikenessFloor } from './likeness-floors';
import { keepPhotoSearch } from './photo-searches';
import { type QueryEmbedder, timeEmbedder } from './query-embedder';
import { emptyQuery, type Query, type QueryVector, queryVector, readLiveVector } from './query-vector';
import { decodeMatchCursor, HEAD, rankedPage } from './ranked-page';
import type { MatchPage, SearchPage } from './search-page.schema';
import { findByWords } from './word-candidates';

export interface SearchDeps {
  db: PrismaClient;
  /** Of the same database. */
  pool: Pool;
  embedder: QueryEmbedder;
  /** The index. Errors: `search_unavailable`, `vector_store_unavailable` while it or its model is away. */
  vectors(): Promise<VectorStore>;
  /** What the live products' words are: for mistyped ones. */
  vocabulary: Vocabulary;
  /** This process's cache of that index's rows. */
  candidates: CandidateCache;
  /** Called with the reason when a search falls back on its words. */
  foundByWords(reason: SokoError): void;
}

export interface SearchRequest extends Query {
  filters: Omit<ProductFilters, 'q'>;
  limit: number;
  cursor?: string | undefined;
}

export interface SearchCall {
  signal?: AbortSignal;
  /** When the request arrived, by performance.now(): reading it is part of what a search takes. */
  arrivedAt?: number;
}

const AWAY = new Set(['search_unavailable', 'vector_store_unavailable']);

type Found = Omit<SearchPage, 'took'> & { embeddedAt: number };

/**
 * Live products nearest to a picture, words, or both; those that have the words before those that only look like them.
 * While the model or its index is away, those that have the words; a search that began by its words goes on by them.
 * Errors: `invalid_cursor`, `seller_not_found`, `search_unavailable` (with a picture), those of queryVector.
 */
export async function searchProducts(
  deps: SearchDeps,
  request: SearchRequest,
  { signal, arrivedAt = performance.now() }: SearchCall = {},
): Promise<SearchPage> {
  assertSearchable(request);
  const { embedder, waitedMs } = timeEmbedder(deps.embedder);
  const { embeddedAt, ...page } = await (wentByWords(request)
    ? searchByWords(deps, request)
    : searchByVector({ ...deps, embedder }, request, signal).catch((error: unknown) => {
        if (request.picture !== null || !isAway(error) || signal?.aborted) throw error;
        deps.foundByWords(asSokoError(error));
        return searchByWords(deps, request);
      }));
  const finishedAt = performance.now();
  return {
    ...page,
    took: {
      embedMs: rounded(waitedMs()),
      searchMs: rounded(finishedAt - embeddedAt),
      totalMs: rounded(finishedAt - arrivedAt),
    },
  };
}

/** Before anything else is read or embedded. Errors: `empty_query`, `invalid_cursor`. */
function assertSearchable({ picture, text, cursor }: SearchRequest): void {
  if (picture === null && text === '') throw emptyQuery();
  if (cursor !== undefined) decodeMatchCursor(cursor);
}

function wentByWords({ picture, cursor }: SearchRequest): boolean {
  return picture === null && cursor !== undefined && decodeMatchCursor(cursor).mode === 'words';
}

/** Any other failure is a mistake, which a fallback would hide. */
function isAway(error: unknown): boolean {
  return AWAY.has(asSokoError(error).code);
}

async function searchByVector(deps: SearchDeps, request: SearchRequest, signal?: AbortSignal): Promise<Found> {
  const { db, pool } = deps;
  const { filters, picture } = request;
  const [filter, vectors, sought] = await Promise.all([
    toVectorFilter(db, filters),
    deps.vectors(),
    request.text === '' ? null : readWords(deps, request),
  ]);
  // Looked for while the model reads them.
  const found = sought === null ? null : findByWords(pool, sought, { filters, range: BEST });
  found?.catch(() => {});
  const [query, floor] = await Promise.all([
    queryVector({ ...deps, vectors }, { ...request, text: sought?.meant ?? request.text }, signal),
    isPhotoAlone(request) ? readLikenessFloor(pool, vectors.space) : null,
  ]);
  const embeddedAt = performance.now();
  const except = picture?.kind === 'product' ? picture.productId : undefined;
  const near = nearestTo(deps, vectors, { vector: query.vector, filter, colour: filters.colour, except });
  const fuse = picture === null ? fuseMatches : liftMatches;
  const source: MatchSource = found === null ? near : hybridMatches(pool, { found, near, fuse, except });
  const meant = sought?.meant ?? null;
  const wide = filters.colour !== undefined;
  const [{ nearest, ...page }, byWords, kept] = await Promise.all([
    inSpanOf('rank', {}, () => rankedPage(pool, source, { mode: 'vectors', meant, ...pageOf(request), wide })),
    found,
    keptSearch(pool, request, query),
  ]);
  const nobodyHasIt = picture === null && byWords?.candidates.length === 0;
  const nothingAlike = nobodyHasIt || isNothingAlike(nearest, floor);
  return {
    ...(nothingAlike ? withoutGood(page) : page),
    embeddedAt,
    nothingAlike,
    didYouMean: meant,
    photoToken: kept?.token ?? null,
    photoTokenExpiresAt: kept?.expiresAt.toISOString() ?? null,
    mode: 'vectors',
  };
}

/** Of those that have the words, so many are arranged with what is nearest. */
const BEST = { offset: 0, limit: HEAD };

/**
 * The words that products are looked for by: beside a picture only those that few have, as it says the rest itself.
 * There nothing is corrected: who shows a thing may call it what nobody here does.
 */
async function readWords(deps: SearchDeps, { text, picture, cursor }: SearchRequest): Promise<SoughtText> {
  if (picture !== null) return rareWords(await readSoughtText(deps, text, { asItStands: true }));
  if (cursor === undefined) return readSoughtText(deps, text);
  const { meant } = decodeMatchCursor(cursor);
  return { ...(await readSoughtText(deps, meant ?? text, { asItStands: true })), meant };
}

/** The floor is measured for pictures alone; words beside one ask for something else than it shows. */
function isPhotoAlone({ picture, text }: SearchRequest): boolean {
  return picture !== null && picture.kind !== 'product' && text === '';
}

/** The nearest of things that are not alike: a drop in their scores says nothing. */
function withoutGood<Page extends Pick<SearchPage, 'results' | 'goodCount'>>(page: Page): Page {
  return { ...page, goodCount: null, results: page.results.map((match) => ({ ...match, good: false })) };
}

/** A photo is kept with its first page; a search that continues a kept one returns its token. */
function keptSearch(pool: Pool, { cursor }: SearchRequest, { photo, kept }: QueryVector) {
  return photo !== null && cursor === undefined ? keepPhotoSearch(pool, photo) : Promise.resolve(kept);
}

async function searchByWords(deps: SearchDeps, request: SearchRequest): Promise<Found> {
  const { pool } = deps;
  const embeddedAt = performance.now();
  const sought = await readWords(deps, request);
  const source: MatchSource = (range) => findByWords(pool, sought, { filters: request.filters, range });
  const { meant } = sought;
  const asked = { mode: 'words', meant, ...pageOf(request), wide: false } as const;
  const { nearest: _, ...page } = await rankedPage(pool, source, asked);
  const photo = { photoToken: null, photoTokenExpiresAt: null };
  const nothingAlike = page.results.length === 0 && request.cursor === undefined;
  return { ...page, embeddedAt, nothingAlike, didYouMean: meant, ...photo, mode: 'words' };
}

function pageOf({ filters, limit, cursor }: SearchRequest) {
  return { sort: filters.sort ?? 'match', limit, cursor, oneSeller: filters.seller !== undefined };
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}

export interface SimilarRequest {
  productId: string;
  limit: number;
  cursor?: string | undefined;
}

/**
 * Live products nearest to a live one, without itself. Empty when it is not live.
 * Errors: `invalid_cursor`, those of the index.
 */
export async function similarProducts(
  { db, pool, vectors, candidates }: Pick<SearchDeps, 'db' | 'pool' | 'vectors' | 'candidates'>,
  { productId, limit, cursor }: SimilarRequest,
): Promise<MatchPage> {
  const index = await vectors();
  const vector = await readLiveVector(db, productId, index.space);
  if (!vector) return { results: [], nextCursor: null };
  const source = nearestTo({ pool, candidates }, index, { vector, filter: {}, except: productId });
  const { results, nextCursor } = await rankedPage(pool, source, {
    mode: 'vectors',
    sort: 'match',
    limit,
    cursor,
    oneSeller: false,
    wide: false,
  });
  return { results, nextCursor };
}
