import { useTranslations } from 'next-intl';
import { useCategoryName } from '@/components/product/categories';
import { cn } from '@/components/ui/cn';
import { LinkPending } from '@/components/ui/link-pending';
import { PageLink } from '@/components/ui/page-link';
import { type FilterValues, filterHref } from './filter-values';

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
      aria-label={words('categories')}
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
      <PageLink
        href={href}
        aria-current={on ? 'true' : undefined}
        className={cn(
          'relative inline-flex h-11 items-center overflow-hidden rounded-full border px-4',
          'text-[0.9375rem] whitespace-nowrap transition-colors sm:h-10',
          on
            ? 'border-ink bg-ink font-medium text-paper'
            : 'border-line-strong bg-surface hover:border-ink-faint hover:bg-sunken',
        )}
      >
        {label}
        <LinkPending />
      </PageLink>
    </li>
  );
}
