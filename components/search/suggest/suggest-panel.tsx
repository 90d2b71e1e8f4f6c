'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useState } from 'react';
import { useDeviceList } from '@/components/device/device-list';
import { filterHref } from '@/components/market/filter-values';
import { useCategoryName } from '@/components/product/categories';
import { cn } from '@/components/ui/cn';
import { Search } from '@/components/ui/icons/shell-icons';
import { History, LayoutGrid, Store } from '@/components/ui/icons/suggest-icons';
import { type Choice, choicesFor, splitAtTyped } from './choices';
import { recentSearches } from './recent-searches';
import { useSuggestions } from './use-suggestions';

const SUGGESTIONS = 'search-suggestions';
const idOfChoice = (index: number) => `${SUGGESTIONS}-${index}`;

/** What the search box says of the list below it. */
export interface Shown {
  /** The open list's id. */
  listId: string | undefined;
  /** The choice that Enter takes. */
  activeId: string | undefined;
}

interface SuggestPanelProps {
  /** The search box, which keeps the focus. */
  field: HTMLInputElement;
  onShown(shown: Shown): void;
  onWords(text: string): void;
  onPage(href: string): void;
}

/** Loaded when the search box is first used: the list of a combobox, as ARIA's pattern has it. */
export function SuggestPanel({ field, onShown, onWords, onPage }: SuggestPanelProps) {
  const words = useTranslations('search.suggest');
  const [typed, setTyped] = useState(field.value);
  const [isWanted, setWanted] = useState(true);
  const [active, setActive] = useState(-1);
  const recent = useDeviceList(recentSearches);
  const suggested = useSuggestions(isWanted ? typed : '');
  const choices = choicesFor(typed, recent, suggested);
  const isOpen = isWanted && choices.length > 0;
  const activeId = isOpen && active in choices ? idOfChoice(active) : undefined;
  const listId = isOpen ? SUGGESTIONS : undefined;
  useEffect(() => onShown({ listId, activeId }), [listId, activeId, onShown]);

  const close = () => {
    setWanted(false);
    setActive(-1);
  };
  const choose = (choice: Choice) => {
    close();
    if (choice.kind === 'shop') return onPage(`/sellers/${choice.sellerId}`);
    if (choice.kind === 'category') return onPage(filterHref('/', { category: choice.text }));
    field.value = choice.text;
    onWords(choice.text);
  };
  const onLeave = useEffectEvent(close);
  const onType = useEffectEvent(() => {
    setTyped(field.value);
    setWanted(true);
    setActive(-1);
  });
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setWanted(true);
      // One place more than there are choices: what was typed itself.
      setActive(((active + 1 + step + choices.length + 1) % (choices.length + 1)) - 1);
    } else if (event.key === 'Enter') {
      const choice = isOpen ? choices[active] : undefined;
      if (choice === undefined) return close();
      event.preventDefault();
      choose(choice);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      close();
    }
  });
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const onFocus = () => onType();
    const onBlur = () => onLeave();
    // What was typed before the list was there to hear of it.
    onType();
    field.addEventListener('input', onFocus, { signal });
    field.addEventListener('focus', onFocus, { signal });
    field.addEventListener('click', onFocus, { signal });
    field.addEventListener('blur', onBlur, { signal });
    field.addEventListener('keydown', (event) => onKey(event), { signal });
    return () => listening.abort();
  }, [field]);

  const isLately = typed.trim() === '';
  return (
    <>
      <p role="status" className="sr-only">
        {isOpen ? words('count', { count: choices.length }) : ''}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only keeps the focus where it is */}
      <div
        hidden={!isOpen}
        // What is pressed here leaves the focus, and a phone's keyboard, where they are.
        onMouseDown={(event) => event.preventDefault()}
        className="absolute inset-x-0 top-full z-40 mt-2 overflow-hidden rounded-2xl border border-line-strong
          bg-surface shadow-high"
      >
        {isLately ? (
          <div className="flex items-center justify-between pt-1.5 pr-1.5 pl-4 text-sm text-ink-soft">
            <span aria-hidden>{words('recent')}</span>
            <button
              type="button"
              onClick={() => recentSearches.replace([])}
              className="h-11 rounded-full px-3 hover:bg-sunken hover:text-ink sm:h-9"
            >
              {words('clear')}
            </button>
          </div>
        ) : null}
        <div
          id={SUGGESTIONS}
          role="listbox"
          aria-label={isLately ? words('recent') : words('label')}
          className="max-h-[50dvh] overflow-y-auto overscroll-contain py-1.5"
        >
          {choices.map((choice, index) => (
            <ChoiceRow
              key={`${choice.kind} ${choice.text}`}
              id={idOfChoice(index)}
              choice={choice}
              typed={typed}
              isActive={index === active}
              onChoose={() => choose(choice)}
            />
          ))}
        </div>
      </div>
    </>
  );
}

interface ChoiceRowProps {
  id: string;
  choice: Choice;
  typed: string;
  isActive: boolean;
  onChoose(): void;
}

const ICONS = { recent: History, words: Search, shop: Store, category: LayoutGrid } as const;

function ChoiceRow({ id, choice, typed, isActive, onChoose }: ChoiceRowProps) {
  const words = useTranslations('search.suggest');
  const categoryName = useCategoryName();
  const Icon = ICONS[choice.kind];
  const text = choice.kind === 'category' ? categoryName(choice.text) : choice.text;
  const [begun, rest] = splitAtTyped(text, typed);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the focus stays in the search box, which has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: likewise
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      ref={(row) => {
        if (isActive) row?.scrollIntoView({ block: 'nearest' });
      }}
      onClick={onChoose}
      className={cn(
        'mx-1.5 flex min-h-11 cursor-pointer items-center gap-3 rounded-xl px-2.5 py-1.5 hover:bg-sunken',
        isActive && 'bg-sunken outline-2 -outline-offset-2 outline-accent',
      )}
    >
      <Icon aria-hidden className="size-4.5 shrink-0 text-ink-faint" />
      <span className="min-w-0 flex-1 truncate">
        {begun}
        <span className="font-medium">{rest}</span>
      </span>
      {choice.kind === 'shop' || choice.kind === 'category' ? (
        <span className="shrink-0 text-sm text-ink-soft">{words(choice.kind)}</span>
      ) : null}
    </div>
  );
}
