import { SokoError } from '@/lib/platform/errors';
import type { VectorFilter, VectorStore } from '@/lib/vectors/vector-store';
import { DEEPEST_MATCH, decodeMatchCursor, encodeMatchCursor } from './cursor';
import { fuseVectors } from './fuse-vectors';
import type { ProductView, RankedMatch, SearchPage } from './product-view';
import type { QueryEmbedder, QueryEmbedding } from './query-embedder';

export interface SearchDeps {
  embedder: QueryEmbedder;
  vectors: VectorStore;
  findLiveProducts(productIds: string[]): Promise<Map<string, ProductView>>;
}

export interface SearchRequest {
  /** Checked and re-encoded already; never stored. */
  photo?: { image: Uint8Array; contentType: string } | undefined;
  text?: string | undefined;
  filter?: VectorFilter | undefined;
  limit: number;
  cursor?: string | undefined;
}

/**
 * Live products nearest to a photo, words, or both; best first. Times are in milliseconds.
 * Errors: `empty_query`, `invalid_cursor`, `search_unavailable`, and what the embedder says about the photo.
 */
export async function searchProducts(
  deps: SearchDeps,
  request: SearchRequest,
  signal?: AbortSignal,
): Promise<SearchPage> {
  const offset = request.cursor === undefined ? 0 : decodeMatchCursor(request.cursor);
  const started = performance.now();
  const vector = await embedQuery(deps, request, signal);
  const embedded = performance.now();
  const page = await findMatches(deps, { ...request, vector, offset });
  const finished = performance.now();
  return {
    ...page,
    took: {
      embedMs: rounded(embedded - started),
      searchMs: rounded(finished - embedded),
      totalMs: rounded(finished - started),
    },
    goodCount: null,
    photoToken: null,
    photoTokenExpiresAt: null,
    mode: 'vectors',
  };
}

async function embedQuery({ embedder, vectors }: SearchDeps, { photo, text }: SearchRequest, signal?: AbortSignal) {
  const words = text?.trim();
  const [picture, said] = await Promise.all([
    photo ? embedder.embedImage(photo.image, photo.contentType, signal) : null,
    words ? embedder.embedText(words, signal) : null,
  ]);
  for (const query of [picture, said]) if (query) assertSameSpace(query, vectors.space);
  if (picture && said) return fuseVectors(picture.vector, said.vector);
  const query = picture ?? said;
  if (query) return query.vector;
  throw emptyQuery();
}

/** For callers whose dependencies are not there yet. Errors: `empty_query`, `invalid_cursor`. */
export function assertSearchable({ photo, text, cursor }: Pick<SearchRequest, 'photo' | 'text' | 'cursor'>): void {
  if (!photo && !text?.trim()) throw emptyQuery();
  if (cursor !== undefined) decodeMatchCursor(cursor);
}

function emptyQuery(): SokoError {
  return new SokoError({
    code: 'empty_query',
    message: 'Send a photo as “image”, words as “text”, or both.',
    status: 400,
  });
}

/** While another model is being rolled out its vectors say nothing about the index that is still in use. */
function assertSameSpace(query: QueryEmbedding, space: string): void {
  if (query.space === space) return;
  throw new SokoError({
    code: 'search_unavailable',
    message: 'Search is being updated. Please try again in a few minutes.',
    status: 503,
    cause: new Error(`query in ${query.space}, index in ${space}`),
  });
}

interface MatchRequest {
  vector: Float32Array;
  filter?: VectorFilter | undefined;
  limit: number;
  offset: number;
}

/** One page of nearest live products. What the index still holds but is live no more is left out. */
export async function findMatches({ vectors, findLiveProducts }: Omit<SearchDeps, 'embedder'>, request: MatchRequest) {
  const { vector, filter, limit, offset } = request;
  const matches = await vectors.search({ vector, limit: limit + 1, offset, ...(filter ? { filter } : {}) });
  const page = matches.slice(0, limit);
  const products = await findLiveProducts(page.map((match) => match.productId));
  const results = page.flatMap(({ productId, score }): RankedMatch[] => {
    const product = products.get(productId);
    return product ? [{ product, score: Math.round(score * 1e6) / 1e6, good: false, alike: null }] : [];
  });
  const next = offset + limit;
  return { results, nextCursor: matches.length > limit && next <= DEEPEST_MATCH ? encodeMatchCursor(next) : null };
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}
