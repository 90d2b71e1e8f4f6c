import { SlidersHorizontal } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useCategoryName } from '@/components/product/categories';
import { Button, buttonStyle } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Field, Input, Select } from '@/components/ui/field';

export interface FilterValues {
  category?: string | undefined;
  minPrice?: number | undefined;
  maxPrice?: number | undefined;
  seller?: string | undefined;
  q?: string | undefined;
}

interface CategoryChipsProps {
  categories: { category: string; count: number }[];
  current: FilterValues;
  path: string;
}

/** Categories that have something, the fullest first; every chip is a plain link. */
export function CategoryChips({ categories, current, path }: CategoryChipsProps) {
  const words = useTranslations('market.filters');
  const categoryName = useCategoryName();
  if (categories.length < 2) return null;
  return (
    <nav
      aria-label={words('category')}
      className="-ml-4 overflow-x-auto mask-r-from-[calc(100%-2rem)] pr-6 pl-4 [scrollbar-width:none] sm:-ml-6 sm:pl-6"
    >
      <ul className="flex w-max gap-2 py-1">
        <Chip
          href={filterHref(path, { ...current, category: undefined })}
          on={!current.category}
          label={words('everything')}
        />
        {categories.map(({ category }) => (
          <Chip
            key={category}
            href={filterHref(path, { ...current, category })}
            on={current.category === category}
            label={categoryName(category)}
          />
        ))}
      </ul>
    </nav>
  );
}

function Chip({ href, on, label }: { href: string; on: boolean; label: string }) {
  return (
    <li>
      <Link
        href={href}
        prefetch={false}
        aria-current={on ? 'true' : undefined}
        className={cn(
          'inline-flex h-10 items-center rounded-full border px-4 text-[15px] whitespace-nowrap transition-colors',
          on
            ? 'border-ink bg-ink font-medium text-paper'
            : 'border-line-strong bg-surface hover:border-ink-faint hover:bg-sunken',
        )}
      >
        {label}
      </Link>
    </li>
  );
}

/** Price and words, as a form that works without JavaScript. Open when one of them is set. */
export function FilterPanel({ current, path, categories }: CategoryChipsProps) {
  const words = useTranslations('market.filters');
  const categoryName = useCategoryName();
  const active = current.minPrice !== undefined || current.maxPrice !== undefined;
  return (
    <details className="group relative shrink-0" name="filters">
      <summary
        className={buttonStyle({
          look: 'quiet',
          size: 'sm',
          className: 'h-10 list-none px-4 text-[15px] [&::-webkit-details-marker]:hidden',
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
        className="absolute right-0 z-20 mt-2 grid w-[min(22rem,calc(100vw-2rem))] grid-cols-2 gap-4 rounded-xl border border-line bg-surface p-5 shadow-high"
      >
        {current.q ? <input type="hidden" name="q" value={current.q} /> : null}
        {current.seller ? <input type="hidden" name="seller" value={current.seller} /> : null}
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
        <Field id="filter-min" label={words('from')}>
          <Input
            id="filter-min"
            name="minPrice"
            type="number"
            inputMode="numeric"
            min={0}
            defaultValue={current.minPrice}
            placeholder="0"
          />
        </Field>
        <Field id="filter-max" label={words('to')}>
          <Input
            id="filter-max"
            name="maxPrice"
            type="number"
            inputMode="numeric"
            min={0}
            defaultValue={current.maxPrice}
            placeholder={words('any')}
          />
        </Field>
        <div className="col-span-2 flex items-center justify-between gap-3">
          <Link
            href={filterHref(path, { q: current.q, seller: current.seller })}
            className={buttonStyle({ look: 'ghost' })}
          >
            {words('clear')}
          </Link>
          <Button type="submit">{words('show')}</Button>
        </div>
      </form>
    </details>
  );
}

function filterHref(path: string, filters: FilterValues): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(filters))
    if (value !== undefined && value !== '') params.set(name, String(value));
  const search = params.toString();
  return search ? `${path}?${search}` : path;
}
