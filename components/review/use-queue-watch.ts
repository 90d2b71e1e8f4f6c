'use client';

import { useQuery } from '@tanstack/react-query';
import { type Dispatch, useEffect, useRef } from 'react';
import { sendJson } from '@/components/api/api-request';
import type { QueueNews } from '@/lib/moderation/moderation.schema';
import type { QueueQuery } from '@/lib/moderation/queue-query.schema';
import type { DeskAction, DeskState } from './desk-state';

const EVERY_MS = 4_000;
/** Of a long list those around what is looked at. */
const BEFORE = 100;
const AFTER = 400;

export interface Watch {
  /** When the queue was last heard of (ms). */
  heardAt: number;
  /** Why nothing is heard right now; null: all is well. */
  error: Error | null;
  lookNow(): void;
}

/** Asks every few seconds, while the page is in view, what others did to the list; keeps what is looked at. */
export function useQueueWatch(query: QueueQuery, desk: DeskState, dispatch: Dispatch<DeskAction>): Watch {
  const latest = useRef(desk);
  useEffect(() => {
    latest.current = desk;
  });
  const { data, dataUpdatedAt, error, refetch } = useQuery<{ news: QueueNews; asked: Set<string> } | null>({
    queryKey: ['review', 'watch', query],
    queryFn: async () => {
      const { seen, open } = shownOf(latest.current);
      const news = await sendJson('queueNews', '/api/review/watch', { ...query, seen, open });
      return { news, asked: new Set(seen.map(({ productId }) => productId)) };
    },
    // The page was written just now.
    initialData: null,
    staleTime: EVERY_MS,
    refetchInterval: EVERY_MS,
    refetchOnWindowFocus: 'always',
    retry: false,
    gcTime: 0,
    structuralSharing: false,
  });
  useEffect(() => {
    if (data !== null) dispatch({ type: 'news', ...data });
  }, [data, dispatch]);
  return { heardAt: dataUpdatedAt, error, lookNow: () => void refetch() };
}

function shownOf({ items, currentId }: DeskState) {
  const at = Math.max(
    0,
    items.findIndex(({ productId }) => productId === currentId),
  );
  const seen = items
    .slice(Math.max(0, at - BEFORE), at + AFTER)
    .map(({ productId, version }) => ({ productId, version }));
  return { seen, open: seen.find(({ productId }) => productId === currentId) ?? null };
}
