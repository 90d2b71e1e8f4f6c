import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { database } from '@/app/wiring';
import { Feed } from '@/components/market/feed';
import { CategoryChips, FilterPanel } from '@/components/market/filters';
import { Welcome } from '@/components/market/welcome';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { browseProducts } from '@/lib/search/browse-products';
import { countCategories } from '@/lib/search/count-categories';
import { isFeedCursor } from '@/lib/search/cursor';
import { feedSort, filterParams, type ProductFilters, readFilters } from '@/lib/search/product-filters';

interface FeedPageProps {
  searchParams: PageSearchParams;
}

const PAGE = 30;

export async function generateMetadata({ searchParams }: FeedPageProps): Promise<Metadata> {
  const { category } = readFilters(await searchParamEntries(searchParams));
  if (!category) return {};
  const categoryName = await getTranslations('categories');
  return { title: categoryName(category) };
}

export default async function FeedPage({ searchParams }: FeedPageProps) {
  const entries = await searchParamEntries(searchParams);
  const filters = readFilters(entries);
  const cursor = new Map(entries).get('cursor');
  const db = database();
  const [page, categories] = await Promise.all([
    browseProducts(db, {
      ...filters,
      limit: PAGE,
      cursor: cursor && isFeedCursor(cursor, feedSort(filters.sort)) ? cursor : undefined,
    }),
    countCategories(db),
  ]);
  const params = filterParams(filters).toString();
  const plain = params === '' && !cursor;
  const [words, categoryName] = await Promise.all([getTranslations('market'), getTranslations('categories')]);
  const heading = headingOf(filters, words, categoryName);
  return (
    <>
      {plain ? <Welcome /> : null}
      <div className="mb-5 flex items-center gap-3 pt-5">
        <div className="min-w-0 flex-1">
          <CategoryChips categories={categories} current={filters} path="/" />
        </div>
        <FilterPanel categories={categories} current={filters} path="/" />
      </div>
      {plain ? (
        <h2 className="sr-only">{heading}</h2>
      ) : (
        <h1 className="mb-4 text-2xl font-semibold tracking-tight">{heading}</h1>
      )}
      {page.products.length > 0 ? (
        <Feed key={params + (cursor ?? '')} firstPage={page} params={params} label={heading} />
      ) : plain ? (
        <EmptyState
          title={words('empty.title')}
          action={
            <a href="/sell" className={buttonStyle()}>
              {words('empty.action')}
            </a>
          }
        >
          {words('empty.text')}
        </EmptyState>
      ) : (
        <EmptyState
          title={words('nothing.title')}
          action={
            <a href="/" className={buttonStyle()}>
              {words('nothing.action')}
            </a>
          }
        >
          {words('nothing.text')}
        </EmptyState>
      )}
    </>
  );
}

type Translated<Name extends 'market' | 'categories'> = Awaited<ReturnType<typeof getTranslations<Name>>>;

function headingOf(
  { category, q, minPrice, maxPrice }: ProductFilters,
  words: Translated<'market'>,
  categoryName: Translated<'categories'>,
): string {
  const priced = minPrice !== undefined || maxPrice !== undefined;
  if (!category && !q && !priced) return words('heading.newest');
  const what = category ? categoryName(category) : words('heading.all');
  const withWords = q ? words('heading.with', { what, q }) : what;
  return priced ? words('heading.priced', { what: withWords }) : withWords;
}
