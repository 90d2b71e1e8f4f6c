import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { categoryCounts, productCurrencies } from '@/app/server/category-counts';
import { addresses, openGraphBase } from '@/app/server/page-metadata';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { ActiveFilters } from '@/components/market/active-filters';
import { CategoryChips } from '@/components/market/category-chips';
import { Feed } from '@/components/market/feed';
import { FilterPanel } from '@/components/market/filter-panel';
import { NothingMatches } from '@/components/market/nothing-matches';
import { threeToTry } from '@/components/market/three-to-try';
import { Welcome } from '@/components/market/welcome';
import { ViewedStrip } from '@/components/saved/viewed-strip';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageLink } from '@/components/ui/page-link';
import { startOfNairobiDay } from '@/lib/marketplace/browse-products';
import { filterParams, type ProductFilters, readFeedFilters } from '@/lib/marketplace/product-filters';
import { FEED_SORTS } from '@/lib/marketplace/sorts.schema';
import { loadFirstPage } from './load-first-page';

interface FeedPageProps {
  searchParams: PageSearchParams;
}

const SORTS = ['turns', ...FEED_SORTS] as const;

export async function generateMetadata({ searchParams }: FeedPageProps): Promise<Metadata> {
  const { category, ...narrowed } = readFeedFilters(await searchParamEntries(searchParams));
  const path = category ? `/?category=${category}` : '/';
  const [alternates, openGraph, shell] = await Promise.all([
    addresses(path),
    openGraphBase(),
    getTranslations('shell'),
  ]);
  const title = category ? (await getTranslations('categories'))(category) : undefined;
  return {
    ...(title ? { title } : {}),
    alternates,
    // Every combination of filters would be a page of its own.
    ...(Object.keys(narrowed).length > 0 ? { robots: { index: false, follow: true } } : {}),
    openGraph: {
      ...openGraph,
      type: 'website',
      title: title ?? `Soko: ${shell('tagline')}`,
      description: shell('description'),
      url: String(alternates.canonical),
    },
  };
}

export default async function FeedPage({ searchParams }: FeedPageProps) {
  const entries = await searchParamEntries(searchParams);
  const filters = readFeedFilters(entries);
  const cursor = new Map(entries).get('cursor');
  const [page, categories, currencies] = await Promise.all([
    loadFirstPage(filters, cursor),
    categoryCounts(),
    productCurrencies(),
  ]);
  const params = filterParams(filters).toString();
  const plain = params === '' && !cursor;
  const [words, categoryName] = await Promise.all([getTranslations('market'), getTranslations('categories')]);
  const heading = headingOf(filters, words, categoryName);
  return (
    <>
      {plain ? <Welcome examples={threeToTry(page.products)} /> : null}
      <div className="mb-5 flex items-center gap-3 pt-5">
        <div className="min-w-0 flex-1">
          <CategoryChips categories={categories} current={filters} path="/" />
        </div>
        <FilterPanel categories={categories} currencies={currencies} current={filters} path="/" sorts={SORTS} />
      </div>
      {plain ? (
        <>
          <ViewedStrip />
          <h2 className="sr-only">{heading}</h2>
        </>
      ) : (
        <h1 className="mb-4 text-2xl font-semibold tracking-tight">{heading}</h1>
      )}
      <ActiveFilters current={filters} path="/" except={['category']} />
      {page.products.length > 0 ? (
        <Feed
          key={params + (cursor ?? '')}
          firstPage={page}
          params={params}
          label={heading}
          newSince={params === 'sort=newest' ? startOfNairobiDay(new Date()).toISOString() : undefined}
        />
      ) : plain ? (
        <EmptyState
          title={words('empty.title')}
          action={
            <PageLink href="/sell" className={buttonStyle()}>
              {words('empty.action')}
            </PageLink>
          }
        >
          {words('empty.text')}
        </EmptyState>
      ) : (
        <NothingMatches everythingHref="/" />
      )}
    </>
  );
}

type Translated<Name extends 'market' | 'categories'> = Awaited<ReturnType<typeof getTranslations<Name>>>;

function headingOf(
  { category, q, minPrice, maxPrice, currency, colour, sort }: ProductFilters,
  words: Translated<'market'>,
  categoryName: Translated<'categories'>,
): string {
  const priced = minPrice !== undefined || maxPrice !== undefined || currency !== undefined;
  if (!category && !q && !priced && !colour && (!sort || sort === 'newest')) return words('heading.newest');
  const what = category ? categoryName(category) : words('heading.all');
  const withWords = q ? words('heading.with', { what, q }) : what;
  return priced ? words('heading.priced', { what: withWords }) : withWords;
}
