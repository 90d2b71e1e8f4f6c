'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { apiRequest } from '@/components/api/api-request';
import { LoadMore } from '@/components/market/load-more';
import { cn } from '@/components/ui/cn';
import type { Standing } from '@/lib/products/standing.schema';
import type { SyncItemPage, SyncItemView } from '@/lib/syncs/sync-view.schema';
import { useMeaningOf } from './outcome-meaning';
import { StandingRow } from './standing-row';

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
  const meaning = useMeaningOf()(item);
  const { productId, imageUrl, live } = item;
  const title = item.title ?? words('productNumber', { id: productId });
  return (
    <li className="px-3 py-3 sm:px-4">
      <StandingRow {...{ productId, imageUrl, title, meaning }} isLive={live}>
        <p className="tabular text-xs text-ink-faint">{productId}</p>
      </StandingRow>
    </li>
  );
}
