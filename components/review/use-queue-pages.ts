'use client';

import { useMutation } from '@tanstack/react-query';
import { type Dispatch, useEffect } from 'react';
import { ApiError, apiRequest } from '@/components/api/api-request';
import { type QueueQuery, queueQueryString } from '@/lib/moderation/queue-query.schema';
import type { DeskAction, DeskState } from './desk-state';

/** So many from the end the next page is fetched: a fast hand never comes to an end that is none. */
const AHEAD = 25;
const TRIES = 3;

/** What passes by itself is tried again: a desk that stands still with products waiting stops whoever works at it. */
const PATIENT = {
  retry: (failures: number, error: Error) => failures < TRIES && error instanceof ApiError && error.isPassing,
  retryDelay: (failures: number, error: Error) =>
    Math.max(1_000 * 2 ** failures, 1_000 * ((error instanceof ApiError && error.retryAfterSeconds) || 0)),
};

export interface Pages {
  isLoading: boolean;
  /** Why the next page did not come. */
  error: Error | null;
  more(): void;
  /** From the first page on anew. */
  reread(): void;
}

const readPage = (query: QueueQuery, cursor: string | null) =>
  apiRequest('reviewQueue', `/api/review/queue${queueQueryString(query, cursor === null ? {} : { cursor })}`);

/** The rest of a queue, page by page, before somebody comes to the end of what is here. */
export function useQueuePages(query: QueueQuery, desk: DeskState, dispatch: Dispatch<DeskAction>): Pages {
  const { mutate: readMore, ...next } = useMutation({
    ...PATIENT,
    mutationFn: (cursor: string) => readPage(query, cursor),
    onSuccess: (queue) => dispatch({ type: 'page', queue }),
  });
  const { mutate: reread, ...again } = useMutation({
    ...PATIENT,
    mutationFn: () => readPage(query, null),
    onSuccess: (queue) => dispatch({ type: 'reread', queue }),
  });

  const { items, currentId, nextCursor, total } = desk;
  const at = items.findIndex(({ productId }) => productId === currentId);
  const isNearEnd = items.length - Math.max(0, at) <= AHEAD;
  const isBusy = next.isPending || again.isPending;
  const wanted = isNearEnd && nextCursor !== null && !isBusy && !next.isError ? nextCursor : null;
  useEffect(() => {
    if (wanted !== null) readMore(wanted);
  }, [wanted, readMore]);

  // All of what was here has been decided, and more has come since.
  const isEmptyTooSoon = items.length === 0 && nextCursor === null && total > 0 && !isBusy && !again.isError;
  useEffect(() => {
    if (isEmptyTooSoon) reread();
  }, [isEmptyTooSoon, reread]);

  return {
    isLoading: isBusy,
    error: next.error ?? again.error,
    more: () => {
      if (nextCursor !== null && !isBusy) readMore(nextCursor);
    },
    reread: () => reread(),
  };
}
