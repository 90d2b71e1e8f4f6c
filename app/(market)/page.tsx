import type { Metadata } from 'next';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { database } from '@/app/wiring';
import { Feed } from '@/components/market/feed';
import { CategoryChips, FilterPanel } from '@/components/market/filters';
import { Welcome } from '@/components/market/welcome';
import { categoryName } from '@/components/product/categories';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { browseProducts } from '@/lib/search/browse-products';
import { countCategories } from '@/lib/search/count-categories';
import { isOurCursor } from '@/lib/search/cursor';
import { filterParams, type ProductFilters, readFilters } from '@/lib/search/product-filters';

interface FeedPageProps {
  searchParams: PageSearchParams;
}

const PAGE = 30;

export async function generateMetadata({ searchParams }: FeedPageProps): Promise<Metadata> {
  const { category } = readFilters(await searchParamEntries(searchParams));
  return category ? { title: categoryName(category) } : {};
}

export default async function FeedPage({ searchParams }: FeedPageProps) {
  const entries = await searchParamEntries(searchParams);
  const filters = readFilters(entries);
  const cursor = new Map(entries).get('cursor');
  const db = database();
  const [page, categories] = await Promise.all([
    browseProducts(db, { ...filters, limit: PAGE, cursor: cursor && isOurCursor(cursor) ? cursor : undefined }),
    countCategories(db),
  ]);
  const params = filterParams(filters).toString();
  const plain = params === '' && !cursor;
  const heading = headingOf(filters);
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
          title="The market opens soon"
          action={
            <a href="/sell" className={buttonStyle()}>
              Add a catalogue
            </a>
          }
        >
          No products are live yet. If you sell on WhatsApp, yours can be the first.
        </EmptyState>
      ) : (
        <EmptyState
          title="Nothing matches these filters"
          action={
            <a href="/" className={buttonStyle()}>
              Show everything
            </a>
          }
        >
          Try a wider price range or another category.
        </EmptyState>
      )}
    </>
  );
}

function headingOf({ category, q, minPrice, maxPrice }: ProductFilters): string {
  const what = category ? categoryName(category) : 'All products';
  const words = q ? ` with “${q}”` : '';
  const priced = minPrice !== undefined || maxPrice !== undefined ? ' in your price range' : '';
  return `${category || q || priced ? what : 'Newest products'}${words}${priced}`;
}
