'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { buttonStyle } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { ArrowUpDown, Check } from '@/components/ui/icons/filter-icons';
import { useDisclosure } from '@/components/ui/use-disclosure';
import { SEARCH_SORTS } from '@/lib/marketplace/sorts.schema';
import { SearchLink } from '../search-link';
import type { SearchState } from '../search-state';

/** The order of the results, as links. */
export function SortMenu({ state }: { state: SearchState }) {
  const words = useTranslations('search.sort');
  const details = useRef<HTMLDetailsElement>(null);
  const menu = useDisclosure(details);
  return (
    <details ref={details} className="group relative">
      <summary
        className={buttonStyle({
          look: 'quiet',
          size: 'sm',
          className: 'h-11 list-none px-4 text-[0.9375rem] [&::-webkit-details-marker]:hidden',
        })}
      >
        <ArrowUpDown aria-hidden />
        <span className="sr-only">{words('label')} </span>
        {words(state.sort)}
      </summary>
      <ul className="absolute left-0 z-20 mt-2 w-64 rounded-xl border border-line bg-surface p-2 shadow-high">
        {SEARCH_SORTS.map((sort) => (
          <li key={sort}>
            <SearchLink
              to={{ ...state, sort }}
              aria-current={sort === state.sort ? 'true' : undefined}
              onFollow={menu.close}
              className={cn(
                'flex min-h-11 items-center justify-between gap-3 rounded-lg px-3 hover:bg-sunken',
                sort === state.sort && 'font-medium',
              )}
            >
              {words(sort)}
              {sort === state.sort ? <Check aria-hidden className="size-4 text-accent" /> : null}
            </SearchLink>
          </li>
        ))}
      </ul>
    </details>
  );
}
