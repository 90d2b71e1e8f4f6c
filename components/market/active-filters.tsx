import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useCategoryName } from '@/components/product/categories';
import { formatPrice } from '@/components/product/price';
import { X } from '@/components/ui/icons/shell-icons';
import { LinkPending } from '@/components/ui/link-pending';
import { PageLink } from '@/components/ui/page-link';
import { HOME_CURRENCY } from '@/lib/marketplace/currencies.schema';
import { SEARCH_SORTS } from '@/lib/marketplace/sorts.schema';
import { COLOURS } from '@/lib/media/colours.schema';
import { type ActiveFilter, activeFilters, type FilterValues, filterHref } from './filter-values';

interface ActiveFiltersProps {
  current: FilterValues;
  path: string;
  /** What the page itself shows to be on. */
  except?: readonly ActiveFilter['name'][];
  /** A link to the page without these, where a plain one is not enough. */
  chip?: (without: ActiveFilter['without'], look: { className: string; children: ReactNode }) => ReactNode;
}

/** What narrows the page now; each is a link to the page without it. */
export function ActiveFilters({ current, path, except = [], chip }: ActiveFiltersProps) {
  const words = useTranslations('search.filters');
  const label = useFilterLabel(current);
  const filters = activeFilters(current).filter(({ name }) => !except.includes(name));
  if (filters.length === 0) return null;
  return (
    <ul aria-label={words('on')} className="mb-4 flex min-w-0 flex-wrap gap-2">
      {filters.map(({ name, without }) => {
        const look = {
          className: CHIP,
          children: (
            <>
              <span aria-hidden className="min-w-0 [overflow-wrap:anywhere]">
                {label(name)}
              </span>
              <span className="sr-only">{words('remove', { what: label(name) })}</span>
              <X aria-hidden className="size-4 shrink-0" />
            </>
          ),
        };
        return (
          <li key={name} className="min-w-0">
            {chip?.(without, look) ?? <PlainChip href={filterHref(path, leftOut(current, without))} {...look} />}
          </li>
        );
      })}
    </ul>
  );
}

const CHIP =
  'relative inline-flex min-h-11 max-w-full items-center gap-1.5 overflow-hidden rounded-3xl bg-accent-soft ' +
  'py-1 pr-3 pl-4 text-[0.9375rem] font-medium text-accent-strong hover:underline';

function PlainChip({ href, className, children }: { href: string; className: string; children: ReactNode }) {
  return (
    <PageLink href={href} className={className}>
      {children}
      <LinkPending />
    </PageLink>
  );
}

export function leftOut<Values extends object>(values: Values, names: readonly string[]): Partial<Values> {
  // The names that are left are the values' own.
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name))) as Partial<Values>;
}

function useFilterLabel(current: FilterValues): (name: ActiveFilter['name']) => string {
  const words = useTranslations('search.filters');
  const sortWords = useTranslations('search.sort');
  const colourName = useTranslations('search.colours');
  const categoryName = useCategoryName();
  const language = useLocale();
  const { q = '', category = '', minPrice, maxPrice, currency = HOME_CURRENCY } = current;
  const price = (amount: number) => formatPrice({ amount, currency }, language);
  const labels: Record<ActiveFilter['name'], () => string> = {
    q: () => `“${q}”`,
    category: () => categoryName(category),
    colour: () => {
      const colour = COLOURS.find((name) => name === current.colour);
      return colour ? colourName(colour) : (current.colour ?? '');
    },
    price: () => {
      if (minPrice !== undefined && maxPrice !== undefined)
        return words('between', { min: price(minPrice), max: price(maxPrice) });
      if (minPrice !== undefined) return words('over', { min: price(minPrice) });
      return maxPrice === undefined ? words('priced', { currency }) : words('under', { max: price(maxPrice) });
    },
    seller: () => words('oneSeller'),
    sort: () => sortWords(SEARCH_SORTS.find((name) => name === current.sort) ?? 'match'),
  };
  return (name) => labels[name]();
}
