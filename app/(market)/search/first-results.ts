import { logger, searchDeps } from '@/app/wiring';
import { type SearchState, searchParams } from '@/components/search/search-state';
import type { FirstResults } from '@/components/search/use-search';
import { asSokoError } from '@/lib/platform/errors';
import { toCardSearchPage } from '@/lib/search/card-matches';
import type { ProductFilters } from '@/lib/search/product-filters';
import type { PictureQuery } from '@/lib/search/query-vector';
import { searchProducts } from '@/lib/search/search-products';

const PAGE = 30;

/** What the page shows at first, without JavaScript too; or why it can show nothing. `cursor`: the page after one shown. */
export async function firstResults(
  state: SearchState,
  filters: ProductFilters,
  cursor?: string,
): Promise<FirstResults> {
  const key = searchParams(state).toString();
  const { text } = state;
  if (state.picture === null && text === '') return { key, page: null, trouble: null };
  const { q: _words, ...rest } = filters;
  try {
    const request = { picture: pictureOf(state), text, filters: rest, limit: PAGE, cursor };
    return { key, page: toCardSearchPage(await searchProducts(searchDeps(), request)), trouble: null };
  } catch (thrown) {
    const { code, status } = asSokoError(thrown);
    // A mangled page link starts from the beginning.
    if (code === 'invalid_cursor') return firstResults(state, filters);
    if (status >= 500) logger().warn({ err: thrown }, 'a search page has no results to show');
    return { key, page: null, trouble: { code, status } };
  }
}

function pictureOf({ picture }: SearchState): PictureQuery | null {
  if (picture === null) return null;
  return picture.kind === 'like'
    ? { kind: 'product', productId: picture.productId }
    : { kind: 'kept', token: picture.token };
}
