'use client';

import { useTranslations } from 'next-intl';
import { apiRequest } from '@/components/api/api-request';
import { ProductGrid } from '@/components/product/product-grid';
import type { CardPage, CardView } from '@/lib/marketplace/product-view.schema';
import { LoadMore } from './load-more';
import { usePages } from './use-pages';

interface FeedProps {
  firstPage: CardPage;
  /** The filters as URL parameters, without a cursor. */
  params: string;
  label: string;
  /** Where the pages without JavaScript are. */
  path?: string;
  /** What the API is asked for besides, where the path says it to people. */
  apiParams?: string;
  /** When today began (ISO 8601): what was listed since comes under a heading of its own. */
  newSince?: string | undefined;
}

/** Live products, page after page, the first one rendered on the server. */
export function Feed({ firstPage, params, label, path = '/', apiParams = params, newSince }: FeedProps) {
  const { pages, status, nextCursor, loadMore } = usePages({
    name: `feed ${apiParams} ${firstPage.products[0]?.productId}`,
    firstPage,
    load: (cursor, signal) => apiRequest('products', `/api/products?${withCursor(apiParams, cursor)}`, { signal }),
  });
  return (
    <section aria-label={label}>
      <Shelves products={pages.flatMap((page) => page.products)} label={label} newSince={newSince} />
      <LoadMore
        hasMore={nextCursor !== null}
        loading={status === 'loading'}
        failed={status === 'failed'}
        added={pages.length > 1 ? (pages.at(-1)?.products.length ?? 0) : 0}
        onMore={loadMore}
        nextHref={nextCursor ? `${path}?${withCursor(params, nextCursor)}` : undefined}
      />
    </section>
  );
}

/** One grid; two where the day changes among newest products. */
function Shelves({ products, label, newSince }: { products: CardView[]; label: string; newSince: string | undefined }) {
  const words = useTranslations('product');
  const isNew = ({ listedAt }: CardView) => newSince !== undefined && listedAt !== null && listedAt >= newSince;
  const today = products.filter(isNew);
  if (today.length === 0) return <ProductGrid products={products} label={label} />;
  const earlier = products.filter((product) => !isNew(product));
  return (
    <>
      <h2 className={SHELF}>{words('newToday')}</h2>
      <ProductGrid products={today} label={words('newToday')} />
      {earlier.length > 0 ? (
        <>
          <h2 className={SHELF}>{words('earlier')}</h2>
          <ProductGrid products={earlier} label={words('earlier')} inView={0} />
        </>
      ) : null}
    </>
  );
}

const SHELF = 'mb-3 text-xl font-semibold tracking-tight not-first:mt-8 sm:text-2xl';

function withCursor(params: string, cursor: string): string {
  const search = new URLSearchParams(params);
  search.set('cursor', cursor);
  return search.toString();
}
