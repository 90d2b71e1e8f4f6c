'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { ApiError } from '@/components/market/api-request';
import type { CardSearchPage } from '@/lib/search/card-matches';
import { askForResults } from './ask-for-results';
import type { Draft } from './photo/photo-desk';
import { eachOnce } from './results/each-once';
import type { RefusedSearch } from './results/kind-of-trouble';
import { type SearchState, searchParams } from './search-state';

/** What the server found for the address that the page was opened with. */
export interface FirstResults {
  /** The parameters of that address, as searchParams writes them. */
  key: string;
  page: CardSearchPage | null;
  /** Why there is none. */
  trouble: RefusedSearch | null;
}

interface SearchQuery {
  state: SearchState;
  draft: Draft | null;
  first: FirstResults;
}

/** The key of a search in the cache. A draft is its own; everything else is what its address says. */
export function searchKey(state: SearchState, draftId: string | null): readonly string[] {
  const picture = draftId === null ? state.picture : null;
  return ['search', draftId ?? '', searchParams({ ...state, picture }).toString()];
}

/** What was found, page after page. A search that is no longer wanted is broken off; its results stay, to be dimmed. */
export function useSearch({ state, draft, first }: SearchQuery) {
  const key = searchKey(state, draft?.id ?? null);
  const isFirst = draft === null && key[2] === first.key;
  const isAsked = draft === null ? state.picture !== null || state.text !== '' : draft.state.kind === 'ready';
  const isNewPhoto = draft !== null && draft.replaces === null;
  const query = useInfiniteQuery({
    queryKey: key,
    enabled: isAsked && !(isFirst && first.trouble !== null),
    queryFn: ({ pageParam, signal }) => {
      const part = draft?.state.kind === 'ready' ? draft.state : null;
      return askForResults({ state, part, cursor: pageParam, signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
    // Another part of the photo, another filter: what was found before is the nearest thing to show until then.
    ...(isNewPhoto ? {} : { placeholderData: keepPreviousData }),
    ...(isFirst && first.page ? { initialData: { pages: [first.page], pageParams: [null] } } : {}),
  });
  const pages = query.data?.pages ?? [];
  return {
    query,
    key,
    isAsked,
    matches: eachOnce(pages),
    newest: pages.at(0) ?? null,
    trouble: query.error === null ? (isFirst && !query.isFetched ? first.trouble : null) : refusal(query.error),
  };
}

function refusal(error: Error): RefusedSearch {
  return error instanceof ApiError ? error : { status: 500, code: 'unexpected' };
}
