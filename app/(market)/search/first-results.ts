import { headers } from 'next/headers';
import { clientAddress } from '@/app/server/client-address';
import { countShown } from '@/app/server/count-shoppers';
import { photoTurns } from '@/app/server/photo-turns';
import { rateLimits } from '@/app/server/rate-limits';
import { orFirstPage } from '@/app/server/search-params';
import { logger } from '@/app/wiring/process';
import { searchDeps } from '@/app/wiring/search';
import type { FirstResults } from '@/components/search/search-run';
import { type SearchState, searchParams } from '@/components/search/search-state';
import { readFilters } from '@/lib/marketplace/product-filters';
import { asSokoError, type SokoError } from '@/lib/platform/errors';
import { observeSearch } from '@/lib/search/observe-search';
import type { PictureQuery } from '@/lib/search/query-vector';
import { toCardSearchPage } from '@/lib/search/search-page.schema';
import { type SearchRequest, searchProducts } from '@/lib/search/search-products';

const PAGE = 30;

/** The results in the page's HTML, or why there are none. `cursor`: from the page before, without JavaScript. */
export async function firstResults(state: SearchState, cursor?: string): Promise<FirstResults> {
  const key = searchParams(state).toString();
  if (state.picture === null && state.text === '') return { key, page: null, trouble: null };
  try {
    // Words wake the model here as they do in the API.
    const sent = await headers();
    const client = clientAddress(sent);
    rateLimits().search.take(client);
    const page = await orFirstPage(cursor, (from) => {
      const request = toSearchRequest(state, from);
      const asked = { picture: request.picture?.kind ?? null, text: request.text, cursor: from };
      const search = () => observeSearch(asked, () => searchProducts(searchDeps(), request));
      // A page is not told when its reader has gone.
      return photoTurns().words(client, new AbortController().signal, search);
    });
    countShown(sent, page.results);
    return { key, page: toCardSearchPage(page), trouble: null };
  } catch (thrown) {
    const error = asSokoError(thrown);
    const { code, status } = error;
    if (status >= 500) logger().warn({ err: thrown }, 'a search page has no results to show');
    return { key, page: null, trouble: { code, status, retryAfterSeconds: secondsToWait(error) } };
  }
}

function secondsToWait({ retry }: SokoError): number | null {
  const afterMs = retry.again ? retry.afterMs : undefined;
  return afterMs === undefined ? null : Math.max(1, Math.ceil(afterMs / 1_000));
}

/**
 * The search that an address names, by the same `state` that the browser asks for the next page with: results, what
 * the page says about them and the pages after all belong to one search.
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
