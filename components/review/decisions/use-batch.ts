'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { apiRequest, sendJson } from '@/components/api/api-request';
import type { BatchDecision, ReviewBatch } from '@/lib/moderation/batches/batch.schema';
import type { ReviewSelection } from '@/lib/moderation/queue-query.schema';

/** What one decision may be about: what is ticked, all that a queue shows, or all of a seller's. */
export type BulkSelection = ReviewSelection | { kind: 'seller'; sellerId: string; of: 'waiting' | 'live' };

export interface BulkVerdict {
  decision: BatchDecision;
  problems: string[];
  note: string | null;
  sellerNote?: string | undefined;
}

const LOOK_AGAIN_MS = 700;
const path = (id: string) => `/api/review/batches/${id}`;
const keyOf = (id: string | null) => ['review-batch', id];
const isUnderWay = (batch: ReviewBatch | undefined) => batch?.state === 'running' || batch?.state === 'undoing';

/** The selection as the API takes it. */
function asked(selection: BulkSelection): object {
  if (selection.kind === 'items') {
    return { kind: 'items', items: selection.items.map(({ productId, version }) => ({ productId, version })) };
  }
  if (selection.kind === 'all') return { kind: 'all', query: selection.query };
  return selection;
}

/** The preview: a draft under this id, which is made once however often it is asked for. */
export function useBatchDraft(id: string, selection: BulkSelection) {
  return useQuery({
    queryKey: [...keyOf(id), 'draft'],
    queryFn: () => sendJson('reviewBatch', '/api/review/batches', { id, selection: asked(selection) }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Starts a draft. Sent twice it is started once. */
export function useBatchStart(id: string, onStarted: (batch: ReviewBatch) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (verdict: BulkVerdict) => sendJson('reviewBatch', `${path(id)}/start`, verdict),
    onSuccess: (batch) => {
      client.setQueryData(keyOf(id), batch);
      onStarted(batch);
    },
  });
}

/** A batch as it goes on, looked at until it has ended; and its one undo. `initial`: as the page was written with. */
export function useBatch(id: string | null, initial?: ReviewBatch) {
  const client = useQueryClient();
  const { data: batch, error } = useQuery({
    queryKey: keyOf(id),
    queryFn: () => apiRequest('reviewBatch', path(id ?? '')),
    enabled: id !== null,
    staleTime: 0,
    ...(initial === undefined ? {} : { initialData: initial, refetchOnMount: isUnderWay(initial) }),
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? LOOK_AGAIN_MS : false),
    refetchIntervalInBackground: true,
  });
  const undo = useMutation({
    mutationFn: () => sendJson('reviewBatch', `${path(id ?? '')}/undo`, {}),
    onSuccess: (after) => client.setQueryData(keyOf(id), after),
  });
  return { batch, error: undo.error ?? error, isUnderWay: isUnderWay(batch), undo };
}

/** The last batch of this sitting, also after the page was loaded again. */
export function useLastBatch(userId: string): [string | null, (id: string | null) => void] {
  const name = `soko-batch-${userId}`;
  const [id, setId] = useState<string | null>(null);
  useEffect(() => setId(sessionStorage.getItem(name)), [name]);
  const keep = (next: string | null) => {
    setId(next);
    if (next === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, next);
  };
  return [id, keep];
}
