'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { keepPages } from '@/components/market/use-pages';
import { cn } from '@/components/ui/cn';
import type { CardView } from '@/lib/marketplace/product-view.schema';
import { SearchToolbar } from './filters/search-toolbar';
import type { Draft } from './photo/draft';
import type { PhotoPart } from './photo/open-photo';
import { usePhotoSearch } from './photo/photo-context';
import { photoMemory } from './photo/photo-memory';
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
  const isPhoto = draft !== null || state.picture?.kind === 'photo';
  const photoId = part?.photo.id ?? null;
  const [enlarged, setEnlarged] = useState<string | null>(null);
  const isLarge = photoId !== null && enlarged === photoId;
  const isWaiting = draft !== null && isUnanswered(draft, search);
  return (
    <div
      className={cn(
        subject ? 'lg:grid lg:grid-cols-[20rem_minmax(0,1fr)] lg:items-start lg:gap-8 lg:pt-6' : 'pt-5',
        isPhoto ? 'photo-sheet' : subject && 'max-lg:pt-4',
      )}
      data-photo={isPhoto ? photoSize({ isHere: draft !== null || part !== null, isLarge, isWaiting }) : undefined}
    >
      {subject ? (
        // Neither this nor what follows is loaded later: what a script brings nobody has who has none.
        <SearchSubject
          state={state}
          draft={draft}
          part={part}
          likeProduct={likeProduct}
          isLarge={isLarge}
          onSize={() => setEnlarged(isLarge ? null : photoId)}
        />
      ) : null}
      {isEmpty ? (
        welcome
      ) : (
        <div className={subject ? cn('min-w-0', isPhoto ? 'photo-results' : 'max-lg:pt-4') : undefined}>
          <SearchToolbar state={state} categories={categories} currencies={currencies} />
          <SearchResults state={state} draft={draft} search={search} likeProduct={likeProduct} />
        </div>
      )}
    </div>
  );
}

/** Whether there is nothing yet that would rise over the photo. */
function isUnanswered(draft: Draft, { step, matches }: ReturnType<typeof useSearch>): boolean {
  return draft.replaces === null && draft.state.kind !== 'unusable' && step === 'searching' && matches.length === 0;
}

/** How photo and results share a phone's screen: app/photo-sheet.css. */
function photoSize({ isHere, isLarge, isWaiting }: Record<'isHere' | 'isLarge' | 'isWaiting', boolean>) {
  if (!isHere) return 'away';
  return isLarge ? 'large' : isWaiting ? 'waiting' : 'small';
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
  const { draft: held, forgetDraft } = usePhotoSearch();
  const token = isDone ? (newest?.photoToken ?? null) : null;
  const settled = useRef<string | null>(null);
  useEffect(() => {
    if (draft?.state.kind !== 'ready' || token === null || settled.current === draft.id) return;
    settled.current = draft.id;
    const { photo, crop } = draft.state;
    void photoMemory.keep(token, { photo, crop } satisfies PhotoPart);
    const named: SearchState = { ...state, picture: { kind: 'photo', token } };
    // What was found is the answer of that address, too: it is not asked for again.
    keepPages(searchName(named, null), pages);
    renameSearch(named);
  }, [draft, token, state, pages]);

  const shownToken = state.picture?.kind === 'photo' ? state.picture.token : null;
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
