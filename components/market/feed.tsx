'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { ProductGrid } from '@/components/product/product-grid';
import type { ProductPage } from '@/lib/search/product-view';
import { apiRequest } from './api-request';
import { LoadMore } from './load-more';

interface FeedProps {
  firstPage: ProductPage;
  /** The filters as URL parameters, without a cursor. */
  params: string;
  label: string;
  /** Where the pages without JavaScript are. */
  path?: string;
}

/** Live products, page after page, the first one rendered on the server. */
export function Feed({ firstPage, params, label, path = '/' }: FeedProps) {
  const query = useInfiniteQuery({
    queryKey: ['feed', params, firstPage.products[0]?.productId ?? null],
    queryFn: ({ pageParam, signal }) =>
      apiRequest<ProductPage>(`/api/products?${withCursor(params, pageParam)}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    initialData: { pages: [firstPage], pageParams: [null] },
    staleTime: Number.POSITIVE_INFINITY,
  });
  const products = query.data.pages.flatMap((page) => page.products);
  const next = query.data.pages.at(-1)?.nextCursor;
  return (
    <>
      <ProductGrid products={products} label={label} />
      <LoadMore
        hasMore={query.hasNextPage}
        loading={query.isFetchingNextPage}
        failed={query.isFetchNextPageError}
        onMore={query.fetchNextPage}
        nextHref={next ? `${path}?${withCursor(params, next)}` : undefined}
      />
    </>
  );
}

function withCursor(params: string, cursor: string | null): string {
  const search = new URLSearchParams(params);
  if (cursor) search.set('cursor', cursor);
  return search.toString();
}
