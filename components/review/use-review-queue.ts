'use client';

import { useReducer } from 'react';
import { ApiError } from '@/components/api/api-request';
import type { QueuedProduct, ReviewQueue } from '@/lib/moderation/moderation.schema';
import { type QueueQuery, queueQueryString } from '@/lib/moderation/queue-query.schema';
import { decidedText } from './decided-text';
import { chosenOf, extended, type Selection, toggled } from './desk-selection';
import { currentOf, type DeskMessage, initialDesk, reduceDesk } from './desk-state';
import { useDecisions, type Verdict } from './use-decisions';
import { useLease } from './use-lease';
import { useQueuePages } from './use-queue-pages';
import { useQueueWatch } from './use-queue-watch';

interface ReviewQueueOptions {
  initial: ReviewQueue;
  query: QueueQuery;
  userId: string;
}

/** A moderator's queue: what is decided leaves at once and comes back only if the server refuses it. */
export function useReviewQueue({ initial, query, userId }: ReviewQueueOptions) {
  const [desk, dispatch] = useReducer(reduceDesk, initial, initialDesk);
  const tell = (message: DeskMessage | null) => dispatch({ type: 'message', message });
  const pages = useQueuePages(query, desk, dispatch);
  const watch = useQueueWatch(query, desk, dispatch);
  useLease(desk, dispatch);

  const decisions = useDecisions({
    userId,
    onDecided: (item, { verdict, version }) => {
      dispatch({ type: 'decided', productId: item.productId });
      if (verdict.decision === 'category')
        dispatch({ type: 'corrected', item: { ...item, version, category: verdict.category ?? item.category } });
      tell({ tone: 'good', text: decidedText(item, verdict), canUndo: true });
    },
    onRefused: (item, { gone, message }) =>
      dispatch({ type: 'refused', item, gone, message: { tone: gone ? 'warn' : 'bad', text: message } }),
    onPutBack: (item, version) => dispatch({ type: 'put-back', item: { ...item, version } }),
  });

  const current = currentOf(desk);
  const listed = desk.items.map(({ productId }) => productId);
  const choose = (selection: Selection) => dispatch({ type: 'choose', selection });
  return {
    ...{ desk, current, pages, watch, tell },
    canUndo: decisions.canUndo,
    unsent: decisions.unsent,
    isSignedOut: decisions.blocked === 'sign_in' || isSignedOut(watch.error),
    undo: decisions.undo,
    decide: (item: QueuedProduct, verdict: Verdict) => {
      // A corrected category leaves the product to be decided.
      if (verdict.decision !== 'category') dispatch({ type: 'deciding', item });
      decisions.decide(item, verdict);
    },
    skip: (item: QueuedProduct) => {
      dispatch({ type: 'deciding', item });
      decisions.skip(item);
    },
    open: (productId: string) => dispatch({ type: 'open', productId }),
    move: (by: 1 | -1) => dispatch({ type: 'move', by }),
    leave: (productIds: readonly string[]) => dispatch({ type: 'left', productIds }),
    selected: chosenOf(desk.selection, desk.items, { query, total: desk.total }),
    toggle: (productId: string) => choose(toggled(desk.selection, productId, listed)),
    extendTo: (to: string) => choose(extended(desk.selection, { from: current?.productId ?? to, to, listed })),
    chooseAll: () => choose({ kind: 'all' }),
    chooseNone: () => choose({ kind: 'none' }),
  };
}

const isSignedOut = (error: Error | null): boolean => error instanceof ApiError && error.code === 'sign_in_required';

/** Where the person comes back to the same list. */
export function signInAgain(query: QueueQuery): DeskMessage {
  const here = `/review${queueQueryString(query)}`;
  return {
    tone: 'bad',
    text: 'You are signed out. Nothing you decided is lost: it is sent once you have signed in again.',
    link: { href: `/sign-in?next=${encodeURIComponent(here)}`, label: 'Sign in' },
  };
}
