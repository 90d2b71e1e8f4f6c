import { X } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { formatPrice } from '@/components/product/price';
import { LinkPending } from '@/components/ui/link-pending';
import { FEED_SORTS } from '@/lib/marketplace/sorts.schema';
import { COLOURS } from '@/lib/media/colours.schema';
import { type FilterValues, filterHref } from './filter-values';

interface ActiveFiltersProps {
  current: FilterValues;
  path: string;
}

/** What narrows the page now, besides its category; each is a link to the page without it. */
export function ActiveFilters({ current, path }: ActiveFiltersProps) {
  const words = useTranslations('market.filters');
  const colourName = useTranslations('search.colours');
  const language = useLocale();
  const price = (amount: number) => formatPrice({ amount, currency: 'KES' }, language);
  const { minPrice, maxPrice, q } = current;
  const colour = COLOURS.find((name) => name === current.colour);
  const sort = FEED_SORTS.find((name) => name === current.sort && name !== 'newest');
  const filters: { name: keyof FilterValues; label: string }[] = [
    ...(q ? [{ name: 'q' as const, label: `“${q}”` }] : []),
    ...(colour ? [{ name: 'colour' as const, label: colourName(colour) }] : []),
    ...(minPrice === undefined
      ? []
      : [{ name: 'minPrice' as const, label: words('atLeast', { price: price(minPrice) }) }]),
    ...(maxPrice === undefined
      ? []
      : [{ name: 'maxPrice' as const, label: words('atMost', { price: price(maxPrice) }) }]),
    ...(sort ? [{ name: 'sort' as const, label: words(sort) }] : []),
  ];
  if (filters.length === 0) return null;
  return (
    <ul aria-label={words('active')} className="mb-4 flex flex-wrap gap-2">
      {filters.map(({ name, label }) => (
        <li key={name} className="min-w-0">
          <Link
            href={filterHref(path, { ...current, [name]: undefined })}
            prefetch={false}
            className="relative inline-flex min-h-9 max-w-full items-center gap-1.5 overflow-hidden rounded-2xl
              bg-accent-soft py-1 pr-2.5 pl-3.5 text-sm font-medium text-accent-strong hover:underline max-sm:min-h-11"
          >
            <span aria-hidden className="min-w-0 [overflow-wrap:anywhere]">
              {label}
            </span>
            <span className="sr-only">{words('remove', { filter: label })}</span>
            <X aria-hidden className="size-4 shrink-0" />
            <LinkPending />
          </Link>
        </li>
      ))}
    </ul>
  );
}
