'use client';

import { SlidersHorizontal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { PriceField } from '@/components/market/price-field';
import { useCategoryName } from '@/components/product/categories';
import { Button, buttonStyle } from '@/components/ui/button';
import { Field, Select } from '@/components/ui/field';
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
    <details {...sheet.props} className="group md:relative">
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
        className="z-40 grid grid-cols-2 gap-x-4 gap-y-5 border-line bg-surface p-5 shadow-high max-md:fixed
          max-md:inset-x-0 max-md:bottom-0 max-md:max-h-[85dvh] max-md:overflow-y-auto max-md:rounded-t-2xl
          max-md:border-t max-md:pb-0 md:absolute md:left-0 md:mt-2
          md:w-[26rem] md:rounded-xl md:border"
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
          className="col-span-2 flex items-center justify-between gap-3 bg-surface max-md:sticky max-md:bottom-0
            max-md:-mx-5 max-md:border-t max-md:border-line max-md:px-5 max-md:pt-3
            max-md:pb-[max(0.75rem,env(safe-area-inset-bottom))]"
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
