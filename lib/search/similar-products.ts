import { decodeMatchCursor } from './cursor';
import type { MatchPage } from './product-view';
import { findMatches, type SearchDeps } from './search-products';

export interface SimilarRequest {
  productId: string;
  limit: number;
  cursor?: string | undefined;
}

/** Live products nearest to one that is live, without itself. Empty when it has no vector in the index. Errors: `invalid_cursor`. */
export async function similarProducts(deps: Omit<SearchDeps, 'embedder'>, request: SimilarRequest): Promise<MatchPage> {
  const { productId, limit, cursor } = request;
  const offset = cursor === undefined ? 0 : decodeMatchCursor(cursor);
  const vector = (await deps.vectors.get([productId])).get(productId);
  if (!vector) return { results: [], nextCursor: null };
  // The product itself is among its own nearest: the first page asks for one more and drops it.
  const page = await findMatches(deps, { vector, limit: offset === 0 ? limit + 1 : limit, offset });
  return { ...page, results: page.results.filter(({ product }) => product.productId !== productId).slice(0, limit) };
}
