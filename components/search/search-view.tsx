'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { keepPages } from '@/components/market/use-pages';
import type { CardView } from '@/lib/marketplace/product-view.schema';
import { SearchToolbar } from './filters/search-toolbar';
import type { Draft } from './photo/draft';
import type { PhotoPart } from './photo/open-photo';
import { usePhotoSearch } from './photo/photo-context';
import { SearchResults } from './results/search-results';
import type { FirstResults } from './search-run';
import type { SearchState } from './search-state';
import { SearchSubject } from './search-subject';
import { usePhotoBehind } from './use-photo-behind';
import { searchName, useSearch } from './use-search';
import { renameSearch, useSearchAddress } from './use-search-address';

interface SearchViewProps {
  first: FirstResults;
  /** The product that `like` names, for its picture and title. */
  likeProduct: CardView | null;
  categories: { category: string; count: number }[];
  currencies: readonly string[];
  /** Before anything is asked. */
  welcome: ReactNode;
}

/** What is searched with, what narrows it, and what was found. */
export function SearchView({ first, likeProduct, categories, currencies, welcome }: SearchViewProps) {
  const state = useSearchAddress();
  const draft = useDraftFor(state);
  const part = usePhotoBehind(state, draft);
  const search = useSearch({ state, draft, first });
  useTokenInAddress(state, draft, search);
  useExpiredPhotoAgain(state, part, search.trouble?.code);

  const isEmpty = draft === null && state.picture === null && state.text === '';
  const subject = draft !== null || state.picture !== null;
  return (
    <div
      className={subject ? 'pt-4 lg:grid lg:grid-cols-[20rem_minmax(0,1fr)] lg:items-start lg:gap-8 lg:pt-6' : 'pt-5'}
    >
      {subject ? <SearchSubject state={state} draft={draft} part={part} likeProduct={likeProduct} /> : null}
      {isEmpty ? (
        welcome
      ) : (
        <div className={subject ? 'min-w-0 max-lg:pt-4' : undefined}>
          <SearchToolbar state={state} categories={categories} currencies={currencies} />
          <SearchResults state={state} draft={draft} search={search} narrow={subject} likeProduct={likeProduct} />
        </div>
      )}
    </div>
  );
}

/** The draft, when it is what this address is about to become. */
function useDraftFor({ picture }: SearchState): Draft | null {
  const { draft } = usePhotoSearch();
  if (draft === null || picture?.kind === 'like') return null;
  return draft.replaces === (picture?.token ?? null) ? draft : null;
}

/** A photo search that was answered has an address of its own from then on. */
function useTokenInAddress(
  state: SearchState,
  draft: Draft | null,
  { isDone, newest, pages }: ReturnType<typeof useSearch>,
): void {
  const { memory, forgetDraft } = usePhotoSearch();
  const token = isDone ? (newest?.photoToken ?? null) : null;
  const settled = useRef<string | null>(null);
  useEffect(() => {
    if (draft?.state.kind !== 'ready' || token === null || settled.current === draft.id) return;
    settled.current = draft.id;
    const { photo, crop } = draft.state;
    void memory.keep(token, { photo, crop } satisfies PhotoPart);
    const named: SearchState = { ...state, picture: { kind: 'photo', token } };
    // What was found is the answer of that address, too: it is not asked for again.
    keepPages(searchName(named, null), pages);
    renameSearch(named);
  }, [draft, token, state, pages, memory]);

  const shownToken = state.picture?.kind === 'photo' ? state.picture.token : null;
  const { draft: held } = usePhotoSearch();
  useEffect(() => {
    if (held !== null && settled.current === held.id && shownToken !== held.replaces) forgetDraft();
  }, [held, shownToken, forgetDraft]);
}

/** A kept search has run out, but the photo is still in this tab: it is searched with once more. */
function useExpiredPhotoAgain({ picture }: SearchState, part: PhotoPart | null, code: string | undefined): void {
  const { searchPart } = usePhotoSearch();
  useEffect(() => {
    if (code === 'photo_search_expired' && picture?.kind === 'photo' && part) searchPart(part, picture.token);
  }, [code, picture, part, searchPart]);
}
