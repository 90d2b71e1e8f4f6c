'use client';

import { useTranslations } from 'next-intl';
import { LoadMore } from '@/components/market/load-more';
import { usePages } from '@/components/market/use-pages';
import type { CardView } from '@/lib/marketplace/product-view.schema';
import { ProductGrid } from './product-grid';

interface SimilarPage {
  results: { product: CardView; alike: { count: number } | null }[];
  nextCursor: string | null;
}

interface SimilarFeedProps {
  productId: string;
  firstPage: SimilarPage;
  label: string;
}

/** From a product to its neighbours and theirs, for as long as somebody looks. */
export function SimilarFeed({ productId, firstPage, label }: SimilarFeedProps) {
  const words = useTranslations('product');
  const { pages, status, nextCursor, loadMore } = usePages({
    name: `like ${productId} ${firstPage.results[0]?.product.productId}`,
    firstPage,
    load: async (cursor, signal) => {
      const { apiRequest } = await import('@/components/api/api-request');
      return apiRequest('similar', `/api/products/${productId}/similar?limit=24&cursor=${cursor}`, { signal });
    },
  });
  // The index may have moved between two pages: nobody is shown the same thing twice.
  const results = new Map(pages.flatMap((page) => page.results).map((result) => [result.product.productId, result]));
  return (
    <>
      <ProductGrid
        products={[...results.values()].map(({ product }) => product)}
        label={label}
        inView={0}
        noteFor={({ productId: id }) => {
          const count = results.get(id)?.alike?.count ?? 0;
          return count > 0 ? words('likeThis', { count }) : undefined;
        }}
      />
      <LoadMore
        hasMore={nextCursor !== null}
        loading={status === 'loading'}
        failed={status === 'failed'}
        added={pages.length > 1 ? (pages.at(-1)?.results.length ?? 0) : 0}
        onMore={loadMore}
        nextHref={nextCursor ? `/products/${productId}?cursor=${nextCursor}#similar` : undefined}
      />
    </>
  );
}
