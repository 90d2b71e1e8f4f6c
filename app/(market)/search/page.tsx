import type { Metadata } from 'next';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { database } from '@/app/wiring';
import { CategoryChips } from '@/components/market/category-chips';
import { FilterPanel } from '@/components/market/filter-panel';
import { ProductGrid } from '@/components/product/product-grid';
import { SearchResults } from '@/components/search/search-results';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { countCategories } from '@/lib/search/count-categories';
import { filterParams, readFilters } from '@/lib/search/product-filters';
import { searchByWords } from './search-by-words';

interface SearchPageProps {
  searchParams: PageSearchParams;
}

export async function generateMetadata({ searchParams }: SearchPageProps): Promise<Metadata> {
  const { q } = readFilters(await searchParamEntries(searchParams));
  return { title: q ? `“${q}”` : 'Search by photo' };
}

export default async function SearchPage({ searchParams }: SearchPageProps) {
  const filters = readFilters(await searchParamEntries(searchParams));
  const { q: text = '', ...rest } = filters;
  const [found, categories] = await Promise.all([text ? searchByWords(text, rest) : null, countCategories(database())]);
  return (
    <>
      <div className="mb-5 flex items-center gap-3 pt-5">
        <div className="min-w-0 flex-1">
          <CategoryChips categories={categories} current={filters} path="/search" />
        </div>
        <FilterPanel categories={categories} current={filters} path="/search" />
      </div>
      {found?.mode === 'words' ? (
        <>
          <h1 className="mb-3 text-2xl font-semibold tracking-tight [overflow-wrap:anywhere] sm:text-3xl">“{text}”</h1>
          <Notice tone="warn" title="Showing products that contain these words" className="mb-5">
            Searching by meaning and by photo is away for a moment. Try again in a minute for closer matches.
          </Notice>
          {found.results.length > 0 ? (
            <ProductGrid
              products={found.results.map(({ product }) => product)}
              label="Products that contain these words"
            />
          ) : (
            <EmptyState title="No product has all these words">Try fewer or simpler words.</EmptyState>
          )}
        </>
      ) : (
        <SearchResults text={text} filters={filterParams(rest).toString()} initial={found} />
      )}
    </>
  );
}
