import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useCategoryName } from '@/components/product/categories';
import { buttonStyle } from '@/components/ui/button';
import { Field, Select } from '@/components/ui/field';
import { SlidersHorizontal } from '@/components/ui/icons/filter-icons';
import { PageLink } from '@/components/ui/page-link';
import type { FeedOrder } from '@/lib/marketplace/product-filters';
import { ColourSwatches } from './colour-swatches';
import { FilterForm } from './filter-form';
import { activeFilters, type FilterValues, filterEntries, filterHref, isEmptyRange } from './filter-values';

interface FilterPanelProps {
  categories: { category: string; count: number }[];
  /** That prices are in, the home one first. */
  currencies: readonly string[];
  current: FilterValues;
  path: string;
  /** The orders that can be chosen, the usual one first. */
  sorts?: readonly FeedOrder[];
  /** What else of the address goes along. */
  along?: Iterable<readonly [string, string]>;
  countBy?: Readonly<Record<string, string>>;
  onShow?: (fields: [string, string][]) => void;
  /** A link to the page without filters, where a plain one is not enough. */
  clear?: (props: { className: string; children: ReactNode }) => ReactNode;
  /** Under which end of its button it opens. */
  side?: 'left' | 'right';
}

/** Everything to narrow by: from below on a phone, under its button elsewhere. Works without a script. */
export function FilterPanel({ current, path, categories, currencies, sorts = [], ...rest }: FilterPanelProps) {
  const { countBy, onShow, clear, side = 'right' } = rest;
  const { q, seller } = current;
  const along = rest.along ?? filterEntries({ q, seller });
  const words = useTranslations('search.filters');
  const sortWords = useTranslations('search.sort');
  const categoryName = useCategoryName();
  const count = activeFilters(current).filter(({ name }) => COUNTED.has(name)).length;
  const clearLook = { className: buttonStyle({ look: 'ghost' }), children: words('clear') };
  return (
    // Said without a script, too: the form comes back with what is wrong in it.
    <details className="group shrink-0 md:relative" name="filters" open={isEmptyRange(current)}>
      <summary
        className={buttonStyle({
          look: 'quiet',
          size: 'sm',
          // While it is open on a phone, whatever lies beside the sheet closes it: without a script, too.
          className:
            'h-11 list-none px-4 text-[0.9375rem] [&::-webkit-details-marker]:hidden ' +
            'max-md:group-open:before:fixed max-md:group-open:before:inset-0 max-md:group-open:before:z-40 ' +
            'max-md:group-open:before:bg-ink/40',
        })}
      >
        <SlidersHorizontal aria-hidden />
        {words('button')}
        {count > 0 ? (
          <span
            className="grid size-6 place-items-center rounded-full bg-accent text-[0.8125rem] text-on-accent
              tabular"
          >
            {count}
            <span className="sr-only"> {words('areOn')}</span>
          </span>
        ) : null}
      </summary>
      <FilterForm
        // What a form shows first is never changed afterwards: another selection is another form.
        key={filterHref(path, current)}
        action={path}
        current={current}
        currencies={withOwn(currencies, current.currency)}
        countBy={countBy}
        onShow={onShow}
        clear={clear ? clear(clearLook) : <PageLink href={filterHref(path, { q, seller })} {...clearLook} />}
        side={side}
      >
        {[...along].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {sorts.length > 0 ? (
          <Field id="filter-sort" label={words('sort')} className="col-span-2">
            <Select id="filter-sort" name="sort" defaultValue={current.sort ?? ''}>
              {sorts.map((name, index) => (
                <option key={name} value={index === 0 ? '' : name}>
                  {sortWords(name)}
                </option>
              ))}
            </Select>
          </Field>
        ) : null}
        <ColourSwatches chosen={current.colour} />
        <Field id="filter-category" label={words('category')} className="col-span-2">
          <Select id="filter-category" name="category" defaultValue={current.category ?? ''}>
            <option value="">{words('anyCategory')}</option>
            {categories.map(({ category }) => (
              <option key={category} value={category}>
                {categoryName(category)}
              </option>
            ))}
          </Select>
        </Field>
      </FilterForm>
    </details>
  );
}

/** What the sheet itself holds. */
const COUNTED: ReadonlySet<string> = new Set(['category', 'colour', 'price']);

/** An old link may name a currency that nothing is priced in any more. */
function withOwn(currencies: readonly string[], own: string | undefined): readonly string[] {
  return own === undefined || currencies.includes(own) ? currencies : [...currencies, own];
}
