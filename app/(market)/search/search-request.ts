import { type SearchState, searchParams } from '@/components/search/search-state';
import { readFilters } from '@/lib/marketplace/product-filters';
import type { PictureQuery } from '@/lib/search/query-vector';
import type { SearchRequest } from '@/lib/search/search-products';

const PAGE = 30;

/**
 * What the page that says so asks for. Its state is the one reading of its address: results and what is said about them are of the
 * same search, and the next page, which the browser asks for by the state, too.
 */
export function toSearchRequest(state: SearchState, cursor: string | undefined): SearchRequest {
  const { q: _words, ...filters } = readFilters(searchParams(state));
  return { picture: pictureOf(state), text: state.text, filters, limit: PAGE, cursor };
}

function pictureOf({ picture }: SearchState): PictureQuery | null {
  if (picture === null) return null;
  return picture.kind === 'like'
    ? { kind: 'product', productId: picture.productId }
    : { kind: 'kept', token: picture.token };
}
