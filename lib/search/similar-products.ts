import { nearestTo } from './match-sources';
import type { MatchPage } from './product-view';
import { rankedPage } from './ranked-page';
import type { SearchDeps } from './search-products';

export interface SimilarRequest {
  productId: string;
  limit: number;
  cursor?: string | undefined;
}

/**
 * Live products nearest to one that is live, without itself. Empty when it has no vector in the index.
 * Errors: `invalid_cursor`, those of the index.
 */
export async function similarProducts(
  { pool, vectors, candidates }: Pick<SearchDeps, 'pool' | 'vectors' | 'candidates'>,
  { productId, limit, cursor }: SimilarRequest,
): Promise<MatchPage> {
  const index = await vectors();
  const vector = (await index.get([productId])).get(productId);
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
