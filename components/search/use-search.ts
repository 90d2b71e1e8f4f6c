'use client';

import { askForResults } from './ask-for-results';
import type { Draft } from './photo/draft';
import { eachOnce } from './results/each-once';
import { type FirstResults, nextCursor } from './search-run';
import { type SearchState, searchParams } from './search-state';
import { useSearchRun } from './use-search-run';

interface SearchQuery {
  state: SearchState;
  draft: Draft | null;
  first: FirstResults;
}

/** What a search is kept under. A draft is its own; everything else is what its address says. */
export function searchName(state: SearchState, draftId: string | null): string {
  if (draftId === null) return searchParams(state).toString();
  return `${draftId} ${searchParams({ ...state, picture: null })}`;
}

/** What was found, page after page. A search that is no longer wanted is broken off; its results stay, to be dimmed. */
export function useSearch({ state, draft, first }: SearchQuery) {
  const isNewPhoto = draft !== null && draft.replaces === null;
  const { run, ...rest } = useSearchRun({
    name: searchName(state, draft?.id ?? null),
    first,
    isAsked: draft === null ? state.picture !== null || state.text !== '' : draft.state.kind === 'ready',
    // Another part of the photo, another filter: what was found before is the nearest thing to show until then.
    keepsOld: !isNewPhoto,
    load: (cursor, signal) => {
      const part = draft?.state.kind === 'ready' ? draft.state : null;
      return askForResults({ state, part, cursor, signal });
    },
  });
  return {
    ...rest,
    ...run,
    matches: eachOnce(run.pages),
    newest: run.pages.at(0) ?? null,
    isDone: run.pages.length > 0 && !run.isOld,
    hasMore: nextCursor(run) !== null,
  };
}
