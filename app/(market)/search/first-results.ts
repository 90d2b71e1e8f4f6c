import { logger, searchDeps } from '@/app/wiring';
import { type SearchState, searchParams } from '@/components/search/search-state';
import type { FirstResults } from '@/components/search/use-search';
import { asSokoError } from '@/lib/platform/errors';
import { toCardSearchPage } from '@/lib/search/card-matches';
import { searchProducts } from '@/lib/search/search-products';
import { toSearchRequest } from './search-request';

/** What the page shows at first, without JavaScript too; or why it can show nothing. `cursor`: the page after one shown. */
export async function firstResults(state: SearchState, cursor?: string): Promise<FirstResults> {
  const key = searchParams(state).toString();
  if (state.picture === null && state.text === '') return { key, page: null, trouble: null };
  try {
    const page = await searchProducts(searchDeps(), toSearchRequest(state, cursor));
    return { key, page: toCardSearchPage(page), trouble: null };
  } catch (thrown) {
    const { code, status } = asSokoError(thrown);
    // A mangled page link starts from the beginning.
    if (code === 'invalid_cursor') return firstResults(state);
    if (status >= 500) logger().warn({ err: thrown }, 'a search page has no results to show');
    return { key, page: null, trouble: { code, status } };
  }
}
