'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { apiRequest } from '@/components/api/api-request';
import type { QueuedProduct } from '@/lib/moderation/moderation.schema';
import { judgedPictureAt } from './use-judged-picture';

const contextOf = ({ productId, version }: QueuedProduct) => ({
  queryKey: ['review', 'item', productId, version],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    apiRequest('reviewContext', `/api/review/items/${productId}`, { signal }),
  staleTime: 60_000,
});

/** What is known around the product that is looked at. */
export const useReviewContext = (item: QueuedProduct) => useQuery({ ...contextOf(item), retry: 1 });

/** Loads the pictures of those that come next, and what is known around the very next one. */
export function useNextLoaded(next: QueuedProduct[]): void {
  const client = useQueryClient();
  const [first] = next;
  // By their addresses: a list is another one whenever something happens to it.
  const pictures = next.flatMap(({ pictureUrl }) => pictureUrl ?? []).join(' ');
  useEffect(() => {
    if (first === undefined) return;
    // After what is looked at now.
    const timer = setTimeout(() => {
      void client.prefetchQuery(contextOf(first));
      for (const link of pictures.split(' ').filter(Boolean)) void client.prefetchQuery(judgedPictureAt(link));
    }, 400);
    return () => clearTimeout(timer);
  }, [client, first, pictures]);
}
