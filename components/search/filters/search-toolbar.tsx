'use client';

import { type ComponentProps, useRef } from 'react';
import { ActiveFilters, leftOut } from '@/components/market/active-filters';
import { FilterPanel } from '@/components/market/filter-panel';
import { closeDetails } from '@/components/ui/use-disclosure';
import { SearchLink } from '../search-link';
import { readSearch, type SearchState, searchParams } from '../search-state';
import { goToSearch } from '../use-search-address';
import { SortMenu } from './sort-menu';

interface SearchToolbarProps {
  state: SearchState;
  categories: { category: string; count: number }[];
  currencies: readonly string[];
}

/** Names of the sheet's own fields: everything else of the address goes along hidden. */
const OWN = ['category', 'colour', 'minPrice', 'maxPrice', 'currency'];
/** A search shows what is like its words, too: they leave nothing out. */
const WITHOUT_WORDS = { q: '' };

/** Order and filters, and what is on: each to be taken off by itself. Links and forms, which work without a script. */
export function SearchToolbar({ state, categories, currencies }: SearchToolbarProps) {
  const { filters } = state;
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2 [&>ul]:mb-0">
      <SortMenu state={state} />
      <FilterPanel
        side="left"
        path="/search"
        categories={categories}
        currencies={currencies}
        current={filters}
        along={[...searchParams(state)].filter(([name]) => !OWN.includes(name))}
        countBy={WITHOUT_WORDS}
        onShow={(fields) => goToSearch(readSearch(fields))}
        clear={(look) => <ClearLink to={{ ...state, filters: {} }} {...look} />}
      />
      <ActiveFilters
        path="/search"
        current={filters}
        chip={(without, look) => <SearchLink to={{ ...state, filters: leftOut(filters, without) }} {...look} />}
      />
    </div>
  );
}

/** Inside the sheet, which is in the way of what it leads to. */
function ClearLink(props: ComponentProps<typeof SearchLink>) {
  const link = useRef<HTMLAnchorElement>(null);
  return <SearchLink {...props} ref={link} onFollow={() => closeDetails(link.current)} />;
}
