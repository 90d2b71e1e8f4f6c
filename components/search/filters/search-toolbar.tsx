'use client';

import { useTranslations } from 'next-intl';
import { useCategoryName } from '@/components/product/categories';
import { X } from '@/components/ui/icons/shell-icons';
import { SearchLink } from '../search-link';
import type { SearchFilters, SearchState } from '../search-state';
import { FilterSheet } from './filter-sheet';
import { SortMenu } from './sort-menu';

interface SearchToolbarProps {
  state: SearchState;
  categories: { category: string; count: number }[];
}

/** Order and filters, and what is on: each to be taken off by itself. Links and forms, which work without a script. */
export function SearchToolbar({ state, categories }: SearchToolbarProps) {
  const words = useTranslations('search.filters');
  const on = useFiltersThatAreOn(state.filters);
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <SortMenu state={state} />
      <FilterSheet state={state} categories={categories} />
      {on.length > 0 ? (
        <ul aria-label={words('on')} className="flex min-w-0 flex-wrap gap-2">
          {on.map(({ label, without }) => (
            <li key={label} className="min-w-0">
              <SearchLink
                to={{ ...state, filters: without }}
                aria-label={words('remove', { what: label })}
                className="inline-flex h-11 max-w-full items-center gap-1.5 rounded-full bg-accent-soft pr-3 pl-4
                  text-[15px] text-accent-strong hover:underline"
              >
                <span className="truncate">{label}</span>
                <X aria-hidden className="size-4 shrink-0" />
              </SearchLink>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

interface FilterThatIsOn {
  label: string;
  without: SearchFilters;
}

function useFiltersThatAreOn(filters: SearchFilters): FilterThatIsOn[] {
  const words = useTranslations('search.filters');
  const colourName = useTranslations('search.colours');
  const categoryName = useCategoryName();
  const { category, colour, seller, minPrice, maxPrice } = filters;
  const all: (FilterThatIsOn | null)[] = [
    category ? { label: categoryName(category), without: without(filters, ['category']) } : null,
    colour ? { label: colourName(colour), without: without(filters, ['colour']) } : null,
    minPrice !== undefined || maxPrice !== undefined
      ? { label: priceLabel(words, filters), without: without(filters, ['minPrice', 'maxPrice', 'currency']) }
      : null,
    seller ? { label: words('oneSeller'), without: without(filters, ['seller']) } : null,
  ];
  return all.filter((filter) => filter !== null);
}

function without(filters: SearchFilters, names: (keyof SearchFilters)[]): SearchFilters {
  return Object.fromEntries(Object.entries(filters).filter(([name]) => !names.some((left) => left === name)));
}

function priceLabel(
  words: ReturnType<typeof useTranslations<'search.filters'>>,
  { minPrice, maxPrice, currency = 'KSh' }: SearchFilters,
): string {
  if (minPrice === undefined) return words('under', { currency, max: maxPrice ?? 0 });
  if (maxPrice === undefined) return words('over', { currency, min: minPrice });
  return words('between', { currency, min: minPrice, max: maxPrice });
}
