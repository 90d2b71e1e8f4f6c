'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, Suspense, type SyntheticEvent, useState, useTransition } from 'react';
import { cn } from '@/components/ui/cn';
import { LoaderCircle, Search } from '@/components/ui/icons/shell-icons';
import { loadLater } from '@/components/ui/load-later';
import { SEARCH_BAR } from './is-in-search-bar';
import { usePhotoSearch } from './photo/photo-context';
import { PhotoButton } from './photo-button';
import { QueryChip } from './query-chip';
import { readSearch, type SearchState, searchHref, searchParams } from './search-state';
import type { Shown } from './suggest/suggest-panel';
import { goToSearch, useSearchAddress } from './use-search-address';

// For those who search with words only, and then while they type.
const SuggestPanel = loadLater(() => import('./suggest/suggest-panel').then((module) => module.SuggestPanel));
const WORDS_FIELD = 'search-words';
const CLOSED: Shown = { listId: undefined, activeId: undefined };

const NOTHING = readSearch([]);

/** Words by a plain form, which works without JavaScript; photos by the camera button at its end, or dropped on it. */
export function SearchBar({ className }: { className?: string }) {
  const words = useTranslations('search');
  const router = useRouter();
  const path = usePathname();
  const onSearchPage = path === '/search';
  const address = useSearchAddress();
  const { draft, forgetDraft } = usePhotoSearch();
  const [isGoing, startGoing] = useTransition();
  const [field, setField] = useState<HTMLInputElement | null>(null);
  const [suggestions, setSuggestions] = useState(CLOSED);
  const state: SearchState = onSearchPage
    ? address
    : { ...NOTHING, text: address.text, filters: narrowed(path, address) };
  const hasPicture = onSearchPage && (draft !== null || state.picture !== null);

  const goTo = (href: string) => startGoing(() => router.push(href));
  const suggestFor = (event: SyntheticEvent<HTMLInputElement>) => setField(event.currentTarget);
  const searchWords = (text: string) => {
    // Nothing is suggested any more, not even by a list that is still on its way.
    setField(null);
    setSuggestions(CLOSED);
    if (text !== '') void import('./suggest/recent-searches').then(({ recentSearches }) => recentSearches.add(text));
    if (onSearchPage) return goToSearch({ ...state, text });
    forgetDraft();
    if (text !== '') goTo(searchHref({ ...state, text }));
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    searchWords(String(new FormData(event.currentTarget).get('q') ?? '').trim());
  };
  return (
    <search id={SEARCH_BAR} className={cn('relative block', className)}>
      <form
        action="/search"
        onSubmit={onSubmit}
        className="flex h-12 items-center rounded-full border border-line-strong bg-surface pr-0.5 pl-4 shadow-low
          transition-shadow focus-within:border-accent focus-within:shadow-high hover:border-ink-faint
          in-data-dragging-ours:border-2 in-data-dragging-ours:border-dashed in-data-dragging-ours:border-accent"
      >
        {isGoing ? (
          <LoaderCircle aria-hidden className="size-5 shrink-0 animate-spin text-accent motion-reduce:animate-none" />
        ) : (
          <Search aria-hidden className={cn('size-5 shrink-0 text-ink-faint', hasPicture && 'max-sm:hidden')} />
        )}
        {hasPicture ? <QueryChip state={state} onRemove={() => document.getElementById(WORDS_FIELD)?.focus()} /> : null}
        <label htmlFor={WORDS_FIELD} className="sr-only">
          {hasPicture ? words('refine') : words('words')}
        </label>
        <input
          id={WORDS_FIELD}
          name="q"
          type="search"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={suggestions.listId !== undefined}
          aria-controls={suggestions.listId}
          aria-activedescendant={suggestions.activeId}
          onFocus={suggestFor}
          onInput={suggestFor}
          defaultValue={state.text}
          key={state.text}
          maxLength={200}
          autoComplete="off"
          enterKeyHint="search"
          placeholder={hasPicture ? words('refinePlaceholder') : words('placeholder')}
          className="h-full min-w-0 flex-1 bg-transparent px-3 text-base text-ellipsis outline-none
            placeholder:text-ink-faint [&::-webkit-search-cancel-button]:hidden"
        />
        {[...searchParams({ ...state, text: '' })].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {/* On a phone the camera is under the thumb already. */}
        <PhotoButton
          className="grid size-11 shrink-0 place-items-center rounded-full bg-accent bg-clip-content p-1 text-on-accent
            hover:bg-accent-strong hover:bg-clip-content max-sm:in-[:has(>#tab-bar)]:hidden"
        />
      </form>
      {field !== null && !hasPicture ? (
        <Suspense>
          <SuggestPanel field={field} onShown={setSuggestions} onWords={searchWords} onPage={goTo} />
        </Suspense>
      ) : null}
      <p aria-hidden className="mt-1 hidden text-center text-sm text-accent in-data-dragging-ours:block">
        {words('dropOurs')}
      </p>
    </search>
  );
}

/** What narrows the feed narrows the words searched for from it; on other pages its parameters have other meanings. */
function narrowed(path: string, { filters }: SearchState): SearchState['filters'] {
  return path === '/' ? filters : {};
}
