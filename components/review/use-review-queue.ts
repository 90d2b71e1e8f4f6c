'use client';

import { useReducer } from 'react';
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
      if (staysIn(verdict)) dispatch({ type: 'put-back', item: { ...item, version } });
      tell({ tone: 'good', text: decidedText(item, verdict), canUndo: true });
    },
    onRefused: (item, { gone, message, code }) =>
      dispatch({ type: 'refused', item, gone, message: refusal(query, { gone, message, code }) }),
    onPutBack: (item, version) => dispatch({ type: 'put-back', item: { ...item, version } }),
  });

  const current = currentOf(desk);
  const listed = desk.items.map(({ productId }) => productId);
  const choose = (selection: Selection) => dispatch({ type: 'choose', selection });
  return {
    ...{ desk, current, pages, watch, tell },
    canUndo: decisions.canUndo,
    unsent: decisions.unsent,
    undo: decisions.undo,
    decide: (item: QueuedProduct, verdict: Verdict) => {
      dispatch({ type: 'deciding', item });
      decisions.decide(item, verdict);
    },
    open: (productId: string) => dispatch({ type: 'open', productId }),
    move: (by: 1 | -1) => dispatch({ type: 'move', by }),
    skip: () => dispatch({ type: 'skip' }),
    leave: (productIds: readonly string[]) => dispatch({ type: 'left', productIds }),
    selected: chosenOf(desk.selection, desk.items, { query, total: desk.total }),
    toggle: (productId: string) => choose(toggled(desk.selection, productId, listed)),
    extendTo: (to: string) => choose(extended(desk.selection, { from: current?.productId ?? to, to, listed })),
    chooseAll: () => choose({ kind: 'all' }),
    chooseNone: () => choose({ kind: 'none' }),
  };
}

/** Corrects the product, and leaves it to be decided. */
const staysIn = ({ decision }: Verdict): boolean => (decision as string) === 'category';

function refusal(query: QueueQuery, { gone, message, code }: { gone: boolean; message: string; code: string }) {
  const told: DeskMessage = { tone: gone ? 'warn' : 'bad', text: message };
  return code === 'sign_in_required' ? { ...told, ...signInAgain(query) } : told;
}

/** Where the person comes back to the same list. */
export function signInAgain(query: QueueQuery): Pick<DeskMessage, 'text' | 'link'> {
  const here = `/review${queueQueryString(query)}`;
  return {
    text: 'You are signed out. Sign in again; the product is back in the list.',
    link: { href: `/sign-in?next=${encodeURIComponent(here)}`, label: 'Sign in' },
  };
}
