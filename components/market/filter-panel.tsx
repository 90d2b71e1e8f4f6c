import { useTranslations } from 'next-intl';
import { useCategoryName } from '@/components/product/categories';
import { Button, buttonStyle } from '@/components/ui/button';
import { Field, Select } from '@/components/ui/field';
import { SlidersHorizontal } from '@/components/ui/icons/filter-icons';
import { PageLink } from '@/components/ui/page-link';
import type { FeedSort } from '@/lib/marketplace/sorts.schema';
import { ColourChoice } from './colour-choice';
import { type FilterValues, filterHref } from './filter-values';
import { PriceField } from './price-field';

interface FilterPanelProps {
  categories: { category: string; count: number }[];
  current: FilterValues;
  path: string;
  /** The orders that can be chosen, the usual one first. */
  sorts?: readonly FeedSort[];
}

/** Everything to narrow and order by, as a form that works without JavaScript. */
export function FilterPanel({ current, path, categories, sorts = [] }: FilterPanelProps) {
  const words = useTranslations('market.filters');
  const categoryName = useCategoryName();
  const { minPrice, maxPrice, colour, sort } = current;
  const active = [minPrice, maxPrice, colour, sort].some((value) => value !== undefined);
  return (
    <details className="group relative shrink-0" name="filters">
      <summary
        className={buttonStyle({
          look: 'quiet',
          size: 'sm',
          // While it is open on a phone, whatever lies beside the sheet closes it: without a script, too.
          className:
            'h-11 list-none px-4 text-[15px] sm:h-10 [&::-webkit-details-marker]:hidden ' +
            'max-sm:group-open:before:fixed max-sm:group-open:before:inset-0 max-sm:group-open:before:z-40 ' +
            'max-sm:group-open:before:bg-ink/40',
        })}
      >
        <SlidersHorizontal aria-hidden />
        {words('button')}
        {active ? <span className="size-2 rounded-full bg-accent" role="img" aria-label={words('on')} /> : null}
      </summary>
      <form
        // What a form shows first is never changed afterwards: another selection is another form.
        key={filterHref(path, current)}
        action={path}
        className="z-40 grid grid-cols-2 gap-4 border-line bg-surface p-5 shadow-high max-sm:fixed max-sm:inset-x-0
          max-sm:bottom-0 max-sm:max-h-[85dvh] max-sm:overflow-y-auto max-sm:rounded-t-2xl max-sm:border-t max-sm:pb-0
          sm:absolute sm:right-0 sm:mt-2 sm:w-92 sm:rounded-xl sm:border"
      >
        {current.q ? <input type="hidden" name="q" value={current.q} /> : null}
        {current.seller ? <input type="hidden" name="seller" value={current.seller} /> : null}
        {sorts.length > 0 ? (
          <Field id="filter-sort" label={words('sort')} className="col-span-2">
            <Select id="filter-sort" name="sort" defaultValue={sort ?? ''}>
              {sorts.map((name, index) => (
                <option key={name} value={index === 0 ? '' : name}>
                  {words(name)}
                </option>
              ))}
            </Select>
          </Field>
        ) : null}
        <Field id="filter-category" label={words('category')} className="col-span-2">
          <Select id="filter-category" name="category" defaultValue={current.category ?? ''}>
            <option value="">{words('everything')}</option>
            {categories.map(({ category, count }) => (
              <option key={category} value={category}>
                {categoryName(category)} ({count})
              </option>
            ))}
          </Select>
        </Field>
        <ColourChoice current={colour} />
        <PriceField id="filter-min" name="minPrice" label={words('from')} value={minPrice} placeholder="0" />
        <PriceField id="filter-max" name="maxPrice" label={words('to')} value={maxPrice} placeholder={words('any')} />
        <div
          className="col-span-2 flex items-center justify-between gap-3 bg-surface max-sm:sticky max-sm:bottom-0
            max-sm:-mx-5 max-sm:border-t max-sm:border-line max-sm:px-5 max-sm:pt-3
            max-sm:pb-[max(0.75rem,env(safe-area-inset-bottom))]"
        >
          <PageLink
            href={filterHref(path, { q: current.q, seller: current.seller })}
            className={buttonStyle({ look: 'ghost' })}
          >
            {words('clear')}
          </PageLink>
          <Button type="submit">{words('show')}</Button>
        </div>
      </form>
    </details>
  );
}
