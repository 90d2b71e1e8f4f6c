'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { apiRequest } from '@/components/market/api-request';
import { LoadMore } from '@/components/market/load-more';
import type { CardView } from '@/lib/search/card-view';
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
  const query = useInfiniteQuery({
    queryKey: ['similar', productId, firstPage.results[0]?.product.productId ?? null],
    queryFn: ({ pageParam, signal }) =>
      apiRequest<SimilarPage>(`/api/products/${productId}/similar?limit=24&cursor=${pageParam ?? ''}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    initialData: { pages: [firstPage], pageParams: [null] },
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { pages } = query.data;
  // The index may have moved between two pages: nobody is shown the same thing twice.
  const results = new Map(pages.flatMap((page) => page.results).map((result) => [result.product.productId, result]));
  const next = pages.at(-1)?.nextCursor;
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
        hasMore={query.hasNextPage}
        loading={query.isFetchingNextPage}
        failed={query.isFetchNextPageError}
        added={pages.length > 1 ? (pages.at(-1)?.results.length ?? 0) : 0}
        onMore={query.fetchNextPage}
        nextHref={next ? `/products/${productId}?cursor=${next}#similar` : undefined}
      />
    </>
  );
}
