import { useTranslations } from 'next-intl';
import { type FilterValues, filterEntries, filterHref } from '@/components/market/filter-values';
import { Search } from '@/components/ui/icons/shell-icons';

interface ShopSearchProps {
  current: FilterValues;
  /** The shop's page. */
  path: string;
}

/** Words to look for among one seller's products: a plain form, which keeps what narrows the page besides. */
export function ShopSearch({ current, path }: ShopSearchProps) {
  const words = useTranslations('market.sellerPage');
  const { q = '', ...others } = current;
  return (
    <search aria-label={words('search')} className="mb-4 block sm:max-w-md">
      <form
        // What a form shows first is never changed afterwards.
        key={filterHref(path, current)}
        action={path}
        className="flex h-11 items-center rounded-full border border-line-strong bg-surface pl-4
          focus-within:border-accent hover:border-ink-faint"
      >
        <Search aria-hidden className="size-4.5 shrink-0 text-ink-faint" />
        <label htmlFor="shop-words" className="sr-only">
          {words('search')}
        </label>
        <input
          id="shop-words"
          name="q"
          type="search"
          defaultValue={q}
          maxLength={200}
          autoComplete="off"
          enterKeyHint="search"
          placeholder={words('search')}
          className="h-full min-w-0 flex-1 bg-transparent px-3 text-base outline-none placeholder:text-ink-faint"
        />
        {filterEntries(others).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </form>
    </search>
  );
}
