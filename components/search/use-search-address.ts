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
 * Another search on the same page: a new step for Back, without asking the server for the page, whose results the script
 * asks for itself.
 */
export function goToSearch(state: SearchState): void {
  window.history.pushState(null, '', searchHref(state));
}

/** The same search by another address: no step of its own. */
export function renameSearch(state: SearchState): void {
  window.history.replaceState(null, '', searchHref(state));
}
