'use client';

import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { keepPages } from '@/components/market/use-pages';
import { cn } from '@/components/ui/cn';
import { loadLater } from '@/components/ui/load-later';
import type { CardView } from '@/lib/marketplace/product-view.schema';
import type { Draft } from './photo/draft';
import type { PhotoPart } from './photo/open-photo';
import { usePhotoSearch } from './photo/photo-context';
import { photoMemory } from './photo/photo-memory';
import { PhotoStage } from './photo/photo-stage';
import { SearchResults } from './results/search-results';
import type { FirstResults } from './search-run';
import type { SearchState } from './search-state';
import { usePhotoBehind } from './use-photo-behind';
import { searchName, useSearch } from './use-search';
import { renameSearch, useSearchAddress } from './use-search-address';

// Links and forms, which work without a script.
const SearchToolbar = loadLater(() => import('./filters/search-toolbar').then((module) => module.SearchToolbar));
// For those who search with a picture only.
const SearchSubject = loadLater(() => import('./search-subject').then((module) => module.SearchSubject));

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
        <Suspense fallback={<SubjectAhead draft={draft} isPhoto={isPhoto} />}>
          <SearchSubject
            state={state}
            draft={draft}
            part={part}
            likeProduct={likeProduct}
            isLarge={isLarge}
            onSize={() => setEnlarged(isLarge ? null : photoId)}
          />
        </Suspense>
      ) : null}
      {isEmpty ? (
        welcome
      ) : (
        <div className={subject ? cn('min-w-0', isPhoto ? 'photo-results' : 'max-lg:pt-4') : undefined}>
          <Suspense fallback={<div className="mb-4 h-11" />}>
            <SearchToolbar state={state} categories={categories} currencies={currencies} />
          </Suspense>
          <SearchResults state={state} draft={draft} search={search} narrow={subject} likeProduct={likeProduct} />
        </div>
      )}
    </div>
  );
}

/** The photo, or the place of what is searched with, until the rest of it is there. */
function SubjectAhead({ draft, isPhoto }: { draft: Draft | null; isPhoto: boolean }) {
  return (
    <aside className={isPhoto ? 'photo-held' : 'min-h-30 lg:min-h-96'}>
      <div className="photo-stage">{draft ? <PhotoStage url={draft.url} /> : null}</div>
    </aside>
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
  const { forgetDraft } = usePhotoSearch();
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
