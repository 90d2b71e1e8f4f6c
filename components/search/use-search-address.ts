'use client';

import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { readSearch, type SearchState, searchHref } from './search-state';

/** The search in the address, which is where all of its state lives. */
export function useSearchAddress(): SearchState {
  const params = useSearchParams();
  return useMemo(() => readSearch(params), [params]);
}

/**
 * Another search on the same page: a new step for Back, without asking the server for the page, whose results the
 * script asks for itself. Next notices such a step only once it has put its own pushState in place, a moment after the
 * page's buttons work: until then the browser goes there.
 */
export function goToSearch(state: SearchState): void {
  const href = searchHref(state);
  if (Object.hasOwn(window.history, 'pushState')) window.history.pushState(null, '', href);
  else window.location.assign(href);
}

/** The same search by another address: no step of its own. */
export function renameSearch(state: SearchState): void {
  window.history.replaceState(null, '', searchHref(state));
}
