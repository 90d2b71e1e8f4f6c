import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { chatWithShop, loadShop, loadShopShelf } from '@/app/(market)/load-shop';
import { categoryCounts, productCurrencies } from '@/app/server/category-counts';
import { describedPage } from '@/app/server/page-metadata';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { ActiveFilters } from '@/components/market/active-filters';
import { CategoryChips } from '@/components/market/category-chips';
import { Feed } from '@/components/market/feed';
import { FilterPanel } from '@/components/market/filter-panel';
import { NothingMatches } from '@/components/market/nothing-matches';
import { SellerHeader } from '@/components/seller/seller-header';
import { ShopSearch } from '@/components/seller/shop-search';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageLink } from '@/components/ui/page-link';
import { oneLine } from '@/lib/marketplace/metadata';
import { filterParams, readFeedFilters } from '@/lib/marketplace/product-filters';
import { FEED_SORTS } from '@/lib/marketplace/sorts.schema';

interface SellerPageProps {
  params: Promise<{ sellerId: string }>;
  searchParams: PageSearchParams;
}

export async function generateMetadata({ params }: SellerPageProps): Promise<Metadata> {
  const [seller, words] = await Promise.all([
    params.then(({ sellerId }) => loadShop(sellerId)),
    getTranslations('market.sellerPage'),
  ]);
  if (!seller) return { title: words('title') };
  const name = oneLine(seller.name ?? words('title'), 100);
  const description = words('description', { count: seller.products, name });
  return describedPage({ path: `/sellers/${seller.id}`, title: name, description });
}

export default async function SellerPage({ params, searchParams }: SellerPageProps) {
  const seller = await loadShop((await params).sellerId);
  if (!seller) notFound();
  const entries = await searchParamEntries(searchParams);
  // Which seller it is the path says.
  const { seller: _, ...filters } = readFeedFilters(entries);
  const cursor = new Map(entries).get('cursor');
  const [{ page, cover, says }, categories, currencies, words, productPage] = await Promise.all([
    loadShopShelf(seller.id, filters, cursor),
    categoryCounts(seller.id),
    productCurrencies(seller.id),
    getTranslations('market.sellerPage'),
    getTranslations('market.productPage'),
  ]);
  const path = `/sellers/${seller.id}`;
  const narrowed = filterParams(filters).toString();
  const name = seller.name ?? productPage('noName');
  const chatUrl = chatWithShop(seller, (parts) => words('message', parts));
  return (
    <>
      <SellerHeader seller={{ ...seller, name }} newest={cover} says={says} chatUrl={chatUrl} path={path} />
      {seller.products > 0 ? (
        <>
          <ShopSearch current={filters} path={path} />
          <div className="mb-5 flex items-center gap-3">
            <div className="min-w-0 flex-1">
              <CategoryChips categories={categories} current={filters} path={path} />
            </div>
            <FilterPanel
              categories={categories}
              currencies={currencies}
              current={filters}
              path={path}
              sorts={FEED_SORTS}
              countBy={{ seller: seller.id }}
            />
          </div>
        </>
      ) : null}
      <ActiveFilters current={filters} path={path} except={['category']} />
      {page.products.length > 0 ? (
        <Feed
          key={narrowed + (cursor ?? '')}
          firstPage={page}
          params={narrowed}
          apiParams={filterParams({ ...filters, seller: seller.id }).toString()}
          label={words('productsOf', { name })}
          path={path}
        />
      ) : seller.products > 0 ? (
        <>
          <NothingMatches everythingHref={path} />
          {filters.q ? (
            <p className="text-center">
              <PageLink
                href={`/search?${new URLSearchParams({ q: filters.q })}`}
                className={buttonStyle({ look: 'quiet' })}
              >
                {words('searchAll', { q: filters.q })}
              </PageLink>
            </p>
          ) : null}
        </>
      ) : (
        <EmptyState title={words('empty.title')}>{words('empty.text')}</EmptyState>
      )}
    </>
  );
}
