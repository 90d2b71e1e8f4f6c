'use client';

import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { PriceField } from '@/components/market/price-field';
import { useCategoryName } from '@/components/product/categories';
import { Button, buttonStyle } from '@/components/ui/button';
import { Field, Select } from '@/components/ui/field';
import { SlidersHorizontal } from '@/components/ui/icons/filter-icons';
import { SearchLink } from '../search-link';
import { countFilters, readSearch, type SearchState, searchHref, searchParams } from '../search-state';
import { goToSearch } from '../use-search-address';
import { ColourSwatches } from './colour-swatches';
import { useDisclosure } from './use-disclosure';

interface FilterSheetProps {
  state: SearchState;
  categories: { category: string; count: number }[];
}

/** Names of the form's own fields: everything else of the address goes along hidden. */
const OWN = ['category', 'colour', 'minPrice', 'maxPrice'];

/**
 * Colour, category and price: a form that works without a script. From below on a phone, under its button elsewhere.
 */
export function FilterSheet({ state, categories }: FilterSheetProps) {
  const words = useTranslations('search.filters');
  const categoryName = useCategoryName();
  const sheet = useDisclosure();
  const { filters } = state;
  const count = countFilters(filters);

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)] as const);
    goToSearch(readSearch(fields));
    sheet.close();
  };
  return (
    <details {...sheet.props} className="group sm:relative">
      <summary
        className={buttonStyle({
          look: 'quiet',
          size: 'sm',
          className: 'h-11 list-none px-4 text-[15px] [&::-webkit-details-marker]:hidden',
        })}
      >
        <SlidersHorizontal aria-hidden />
        {words('button')}
        {count > 0 ? (
          <span className="grid size-6 place-items-center rounded-full bg-accent text-[13px] text-on-accent tabular">
            {count}
            <span className="sr-only"> {words('areOn')}</span>
          </span>
        ) : null}
      </summary>
      <form
        // What a form shows first is never changed afterwards: another selection is another form.
        key={searchHref(state)}
        action="/search"
        onSubmit={onSubmit}
        className="z-40 grid grid-cols-2 gap-x-4 gap-y-5 border-line bg-surface p-5 shadow-high max-sm:fixed
          max-sm:inset-x-0 max-sm:bottom-0 max-sm:max-h-[85dvh] max-sm:overflow-y-auto max-sm:rounded-t-2xl
          max-sm:border-t max-sm:pb-0 sm:absolute sm:left-0 sm:mt-2
          sm:w-[26rem] sm:rounded-xl sm:border"
      >
        {[...searchParams(state)].map(([name, value]) =>
          OWN.includes(name) ? null : <input key={name} type="hidden" name={name} value={value} />,
        )}
        <ColourSwatches chosen={filters.colour} />
        <Field id="search-category" label={words('category')} className="col-span-2">
          <Select id="search-category" name="category" defaultValue={filters.category ?? ''}>
            <option value="">{words('anyCategory')}</option>
            {categories.map(({ category }) => (
              <option key={category} value={category}>
                {categoryName(category)}
              </option>
            ))}
          </Select>
        </Field>
        <PriceField id="search-min" name="minPrice" label={words('from')} value={filters.minPrice} />
        <PriceField id="search-max" name="maxPrice" label={words('to')} value={filters.maxPrice} />
        <div
          className="col-span-2 flex items-center justify-between gap-3 bg-surface max-sm:sticky max-sm:bottom-0
            max-sm:-mx-5 max-sm:border-t max-sm:border-line max-sm:px-5 max-sm:pt-3
            max-sm:pb-[max(0.75rem,env(safe-area-inset-bottom))]"
        >
          <SearchLink to={{ ...state, filters: {} }} onFollow={sheet.close} className={buttonStyle({ look: 'ghost' })}>
            {words('clear')}
          </SearchLink>
          <Button type="submit">{words('show')}</Button>
        </div>
      </form>
    </details>
  );
}
