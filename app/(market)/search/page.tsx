import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { categoryCounts, productCurrencies } from '@/app/server/category-counts';
import { pageNonce } from '@/app/server/content-policy';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { pool } from '@/app/wiring/process';
import { MARK_PHOTO } from '@/components/search/photo/mark-photo';
import { PhotoWelcome } from '@/components/search/photo-welcome';
import { readSearch } from '@/components/search/search-state';
import { SearchView } from '@/components/search/search-view';
import { EarlyScript } from '@/components/ui/early-script';
import { findLiveProduct } from '@/lib/marketplace/live-products';
import { toCardView } from '@/lib/marketplace/product-view.schema';
import { firstResults } from './first-results';

interface SearchPageProps {
  searchParams: PageSearchParams;
}

export async function generateMetadata({ searchParams }: SearchPageProps): Promise<Metadata> {
  const { text, picture } = readSearch(await searchParamEntries(searchParams));
  const words = await getTranslations('search');
  return {
    title: text ? `“${text}”` : words('byPhoto'),
    // Results are everybody's own; a shared photo search is for whoever has its link.
    ...(text !== '' || picture !== null ? { robots: { index: false } } : {}),
  };
}

export default async function SearchPage({ searchParams }: SearchPageProps) {
  const entries = await searchParamEntries(searchParams);
  const state = readSearch(entries);
  const [first, categories, currencies, likeProduct] = await Promise.all([
    firstResults(state, new Map(entries).get('cursor')),
    categoryCounts(),
    productCurrencies(),
    state.picture?.kind === 'like' ? findLiveProduct(pool(), state.picture.productId) : null,
  ]);
  return (
    <>
      <EarlyScript nonce={await pageNonce()} code={MARK_PHOTO} />
      <SearchView
        first={first}
        likeProduct={likeProduct && toCardView(likeProduct)}
        categories={categories}
        currencies={currencies}
        welcome={<PhotoWelcome />}
      />
    </>
  );
}
