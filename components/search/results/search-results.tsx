'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useRef } from 'react';
import { LoadMore } from '@/components/market/load-more';
import { ProductGridSkeleton } from '@/components/product/product-grid';
import { cn } from '@/components/ui/cn';
import { Notice } from '@/components/ui/notice';
import type { CardView } from '@/lib/marketplace/product-view.schema';
import type { Draft } from '../photo/draft';
import { type SearchState, searchParams } from '../search-state';
import type { useSearch } from '../use-search';
import { DidYouMean } from './did-you-mean';
import { DividingLine } from './dividing-line';
import { NothingAlike } from './nothing-alike';
import { NothingFound } from './nothing-found';
import { ResultList } from './result-list';
import { SearchTrouble } from './search-trouble';
import { useSlow } from './use-slow';

interface SearchResultsProps {
  state: SearchState;
  draft: Draft | null;
  search: ReturnType<typeof useSearch>;
  likeProduct: CardView | null;
}

/** What was found, or what keeps it from being found; said aloud, too. */
export function SearchResults({ state, draft, search, likeProduct }: SearchResultsProps) {
  const words = useTranslations('search.results');
  const { matches, newest, trouble, isOld, isDone, isPaused } = search;
  const heading = useHeading(state, draft, likeProduct);
  const title = useFocusOnNewPhoto(draft);
  useStartInView(title, state);
  const problem = draft?.state.kind === 'unusable' ? draft.state.problem : null;
  const isSearching = problem === null && !isPaused && search.step === 'searching';
  const isSlow = useSlow(isSearching);
  const status = useStatus({ search, sort: state.sort, isSearching });
  const isNothingAlike = newest?.nothingAlike === true && matches.length > 0;
  const good = newest?.goodCount ?? 0;
  // One alone would leave the rest of its row empty; only in an order of their own do those after it need a line.
  const dividing = good > 1 || (good === 1 && state.sort !== 'match');
  const list = isNothingAlike ? words('nearestList') : words(`list.${state.sort}`);
  return (
    <section aria-labelledby="results-title" aria-busy={isSearching}>
      <h1
        ref={title}
        id="results-title"
        tabIndex={-1}
        // On a phone the photo is above it, and says it.
        className="line-clamp-3 text-xl font-semibold tracking-tight outline-none [overflow-wrap:anywhere] sm:text-3xl
          max-lg:in-[.photo-results]:sr-only"
      >
        {heading}
      </h1>
      <p role="status" className="mt-0.5 mb-4 min-h-6 text-ink-soft">
        {isSlow ? words('slow') : status}
      </p>
      {isDone && newest?.didYouMean ? <DidYouMean state={state} meant={newest.didYouMean} /> : null}
      {isDone && isNothingAlike ? <NothingAlike state={state} hasPhoto={draft !== null} /> : null}
      {newest?.mode === 'words' && isDone ? (
        <Notice tone="warn" title={words('wordsOnly.title')} className="mb-5">
          {words('wordsOnly.text')}
        </Notice>
      ) : null}
      {problem !== null || trouble !== null || isPaused ? (
        <SearchTrouble
          problem={problem}
          error={trouble}
          isOffline={isPaused}
          hasPicture={draft !== null || state.picture !== null}
          state={state}
          onRetry={search.retry}
        />
      ) : null}
      {isSearching && matches.length === 0 ? <ProductGridSkeleton /> : null}
      {isDone && matches.length === 0 ? <NothingFound state={state} hasPhoto={draft !== null} /> : null}
      {matches.length > 0 && trouble === null ? (
        <div className={cn('transition-opacity', isOld && 'opacity-45')} inert={isOld}>
          {isNothingAlike ? (
            // Beside the photo there is no room for saying it twice.
            <DividingLine id="nearest" className="max-lg:in-[.photo-results]:sr-only">
              {words('nearest')}
            </DividingLine>
          ) : null}
          <ResultList matches={matches} label={list} dividing={dividing} />
          <LoadMore
            hasMore={search.hasMore && isDone}
            loading={search.step === 'growing'}
            failed={search.step === 'stuck'}
            onMore={search.loadMore}
            nextHref={newest?.nextCursor ? hrefOfNext(state, newest.nextCursor) : undefined}
          />
        </div>
      ) : null}
    </section>
  );
}

function useHeading({ text, picture }: SearchState, draft: Draft | null, likeProduct: CardView | null): string {
  const words = useTranslations('search.heading');
  if (draft !== null || picture?.kind === 'photo') return text ? words('photoAnd', { text }) : words('photo');
  if (picture?.kind === 'like') {
    const title = likeProduct?.title ?? words('thisProduct');
    return text ? words('likeAnd', { title, text }) : words('like', { title });
  }
  return `“${text}”`;
}

interface Status {
  search: ReturnType<typeof useSearch>;
  sort: SearchState['sort'];
  isSearching: boolean;
}

function useStatus({ search, sort, isSearching }: Status): string {
  const words = useTranslations('search.results');
  const { matches, newest, trouble, isDone, hasMore } = search;
  if (isSearching) return words('searching');
  if (trouble !== null || !isDone) return '';
  if (matches.length === 0) return words('none');
  if (newest?.nothingAlike) return words('nothingAlike');
  const count = words(hasMore ? 'countMore' : 'count', { count: matches.length });
  const good = newest?.goodCount ?? 0;
  return good > 0
    ? words('countGood', { count, order: words(`order.${sort}`), good })
    : `${count}, ${words(`order.${sort}`)}`;
}

/** A new photo was handed in somewhere else: whoever reads by ear or keyboard is taken to where it is searched with. */
function useFocusOnNewPhoto(draft: Draft | null) {
  const title = useRef<HTMLHeadingElement>(null);
  const newPhoto = draft !== null && draft.replaces === null ? draft.id : null;
  useEffect(() => {
    if (newPhoto !== null) title.current?.focus({ preventScroll: true });
  }, [newPhoto]);
  return title;
}

/** Other words, filters or order: whoever has scrolled down sees the beginning of what they lead to. */
function useStartInView(title: RefObject<HTMLElement | null>, state: SearchState): void {
  const asked = searchParams({ ...state, picture: null }).toString();
  const before = useRef(asked);
  useEffect(() => {
    if (before.current === asked) return;
    before.current = asked;
    if ((title.current?.getBoundingClientRect().top ?? 0) < 0) title.current?.scrollIntoView({ block: 'start' });
  }, [asked, title]);
}

/** For whoever has no script. */
function hrefOfNext(state: SearchState, cursor: string): string {
  const params = searchParams(state);
  params.set('cursor', cursor);
  return `/search?${params}`;
}
