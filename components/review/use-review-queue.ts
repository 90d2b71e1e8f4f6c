'use client';

import { useMutation } from '@tanstack/react-query';
import { useCallback, useEffect, useReducer } from 'react';
import { ApiError, apiRequest, sendJson } from '@/components/api/api-request';
import type { QueuedProduct, ReviewQueue } from '@/lib/moderation/moderation.schema';
import { initialDesk, reduceDesk } from './desk-state';

export interface Verdict {
  decision: 'approved' | 'rejected';
  problems: string[];
  note: string | null;
}

interface Decision extends Verdict {
  item: QueuedProduct;
}

/** Below this many the next ones are fetched, so that the queue never runs dry under a fast hand. */
const REFILL_AT = 10;

/** The moderator's queue: decisions take effect on the screen at once and are taken back if the server refuses them. */
export function useReviewQueue(initial: ReviewQueue) {
  const [desk, dispatch] = useReducer(reduceDesk, initial, initialDesk);

  const { mutate: send } = useMutation({
    mutationFn: ({ item, decision, problems, note }: Decision) =>
      sendJson('reviewDecided', '/api/review/decisions', {
        productId: item.productId,
        version: item.version,
        decision,
        problems,
        note,
      }),
    onSuccess: ({ version }, { item, decision }) => dispatch({ type: 'decided', item, decision, version }),
    onError: (error, { item }) => {
      const gone = error instanceof ApiError && ['review_conflict', 'product_not_found'].includes(error.code);
      dispatch({ type: 'refused', item, gone, message: error.message });
    },
  });

  const { mutate: putBack, isPending: undoing } = useMutation({
    mutationFn: ({ item, version }: { item: QueuedProduct; version: number }) =>
      sendJson('reviewDecided', '/api/review/decisions', {
        productId: item.productId,
        version,
        decision: 'flagged',
        note: 'Undone by the moderator',
      }),
    onSuccess: ({ version }, { item }) => dispatch({ type: 'put-back', item: { ...item, version } }),
    onError: (error) => dispatch({ type: 'message', message: { tone: 'bad', text: error.message } }),
  });

  const { mutate: refill, isPending: refilling } = useMutation({
    mutationFn: () => apiRequest('reviewQueue', '/api/review/queue'),
    onSuccess: (queue) => dispatch({ type: 'refilled', queue }),
  });

  const short = desk.items.length < REFILL_AT && desk.total > desk.items.length;
  useEffect(() => {
    if (short) refill();
  }, [short, refill]);

  const decide = useCallback(
    (item: QueuedProduct, verdict: Verdict) => {
      dispatch({ type: 'deciding', item });
      send({ item, ...verdict });
    },
    [send],
  );

  return {
    desk,
    refilling,
    decide,
    undo: () => {
      if (desk.last && !undoing) putBack(desk.last);
    },
    refresh: () => refill(),
    select: (index: number) => dispatch({ type: 'select', index }),
    dismiss: () => dispatch({ type: 'message', message: null }),
  };
}
