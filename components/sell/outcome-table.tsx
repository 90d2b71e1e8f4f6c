'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { apiRequest } from '@/components/api/api-request';
import { LoadMore } from '@/components/market/load-more';
import { ProductPicture } from '@/components/product/product-picture';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import type { Standing } from '@/lib/products/standing.schema';
import type { SyncItemPage, SyncItemView } from '@/lib/syncs/sync-view.schema';
import { useMeaningOf } from './outcome-meaning';

interface OutcomeTableProps {
  syncId: string;
  filter: Standing | null;
  over: boolean;
  moved: string;
  initial: SyncItemPage;
}

/** Every product with its outcome, what that means and what to do; what needs the seller first. */
export function OutcomeTable({ syncId, filter, over, moved, initial }: OutcomeTableProps) {
  const query = useInfiniteQuery({
    // Read again whenever a product moved; shown as it was until the answer is here.
    queryKey: ['sync-items', syncId, filter, moved],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams({ limit: '50' });
      if (filter) params.set('standing', filter);
      if (pageParam) params.set('cursor', pageParam);
      return apiRequest('syncItems', `/api/syncs/${syncId}/items?${params}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    gcTime: over ? 60_000 : 5_000,
  });
  const words = useTranslations('sell.progress');
  const items = query.data?.pages.flatMap((page) => page.items) ?? (filter === null ? initial.items : []);
  return (
    <section aria-label={words('yourProducts')} className={cn('mt-6', query.isPlaceholderData && 'opacity-80')}>
      <ul className="divide-y divide-line overflow-hidden rounded-xl border border-line bg-surface">
        {items.map((item) => (
          <OutcomeRow key={item.productId} item={item} />
        ))}
      </ul>
      <LoadMore
        hasMore={query.hasNextPage}
        loading={query.isFetchingNextPage}
        failed={query.isFetchNextPageError}
        onMore={query.fetchNextPage}
      />
    </section>
  );
}

function OutcomeRow({ item }: { item: SyncItemView }) {
  const words = useTranslations('sell.progress');
  const { tone, label, means, todo } = useMeaningOf()(item);
  const title = item.title ?? words('productNumber', { id: item.productId });
  return (
    <li
      className="grid grid-cols-[3.5rem_minmax(0,1fr)] gap-x-4 gap-y-1 px-3 py-3
        sm:grid-cols-[3.5rem_minmax(0,2fr)_10.5rem_minmax(0,3fr)] sm:items-center sm:px-4"
    >
      <ProductPicture src={item.imageUrl} alt="" className="size-14 rounded-md max-sm:row-span-3" />
      <div className="min-w-0">
        <p className="truncate font-medium">
          {item.live ? (
            <Link href={`/products/${item.productId}`} prefetch={false} className="hover:underline">
              {title}
            </Link>
          ) : (
            title
          )}
        </p>
        <p className="tabular text-xs text-ink-faint">{item.productId}</p>
      </div>
      <div>
        <Badge tone={tone}>{label}</Badge>
      </div>
      <p className="text-sm text-ink-soft text-pretty">
        {means} {todo ? <span className="font-medium text-ink">{todo}</span> : null}
      </p>
    </li>
  );
}
