'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, sendJson } from '@/components/api/api-request';
import type { QueuedProduct } from '@/lib/moderation/moderation.schema';

export interface Verdict {
  decision: 'approved' | 'rejected';
  problems: string[];
  note: string | null;
}

interface DecisionEvents {
  /** Whose decisions they are. */
  userId: string;
  onDecided(item: QueuedProduct, answer: { verdict: Verdict; version: number }): void;
  onRefused(item: QueuedProduct, refusal: { gone: boolean; message: string; code: string }): void;
  onPutBack(item: QueuedProduct, version: number): void;
}

/** Sends decisions, and takes back the newest of this sitting, then the one before. */
export function useDecisions({ onDecided, onRefused, onPutBack }: DecisionEvents) {
  const [made, setMade] = useState<{ item: QueuedProduct; version: number }[]>([]);
  const refuse = (item: QueuedProduct, error: Error, isElsewhere = false) => {
    const code = error instanceof ApiError ? error.code : 'unexpected';
    const gone = isElsewhere || ['review_conflict', 'product_not_found'].includes(code);
    onRefused(item, { gone, message: error.message, code });
  };
  const { mutate: decide } = useMutation({
    mutationFn: ({ item, verdict }: { item: QueuedProduct; verdict: Verdict }) =>
      sendJson('reviewDecided', '/api/review/decisions', {
        ...{ productId: item.productId, version: item.version },
        ...verdict,
      }),
    onSuccess: ({ version }, { item, verdict }) => {
      setMade((before) => [...before, { item, version }]);
      onDecided(item, { verdict, version });
    },
    onError: (error, { item }) => refuse(item, error),
  });
  const { mutate: putBack, isPending } = useMutation({
    mutationFn: ({ item, version }: { item: QueuedProduct; version: number }) =>
      sendJson('reviewDecided', '/api/review/decisions', {
        ...{ productId: item.productId, version, decision: 'flagged', note: 'Undone by the moderator' },
      }),
    onSuccess: ({ version }, { item }) => {
      setMade((before) => before.filter((other) => other.item.productId !== item.productId));
      onPutBack(item, version);
    },
    onError: (error, { item }) => refuse(item, error, true),
  });
  const last = made.at(-1);
  return {
    decide: (item: QueuedProduct, verdict: Verdict) => decide({ item, verdict }),
    undo: () => {
      if (last && !isPending) putBack(last);
    },
    canUndo: last !== undefined,
    /** Decided, but not told to the server yet. */
    unsent: 0,
  };
}
