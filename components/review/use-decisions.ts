'use client';

import { useEffect, useRef, useState } from 'react';
import type { QueuedProduct } from '@/lib/moderation/moderation.schema';
import { DecisionOutbox, type OutboxAnswer, type OutboxBlock, type OutboxEntry } from './decisions/decision-outbox';
import { sendEntry } from './decisions/send-entry';
import type { Verdict } from './decisions/verdict';

export type { Verdict } from './decisions/verdict';

interface DecisionEvents {
  /** Whose decisions they are. */
  userId: string;
  onDecided(item: QueuedProduct, answer: { verdict: Verdict; version: number }): void;
  onRefused(item: QueuedProduct, refusal: { gone: boolean; message: string; code: string }): void;
  onPutBack(item: QueuedProduct, version: number): void;
}

/** What was done in this sitting and can be taken back; without an id until the server has answered. */
interface Done {
  key: string;
  item: QueuedProduct;
  kind: 'decide' | 'skip';
  decisionId: string | null;
  /** Taken back while it was on its way. */
  isTakenBack: boolean;
}

/** Of these the product is not the desk's any more, whatever is shown of it. */
const GONE = new Set(['review_conflict', 'product_not_found', 'escalated', 'product_not_reviewable']);
const AGAIN_MS = 15_000;

/**
 * Sends decisions from an outbox that outlives the page and the connection; takes back the newest of this sitting, then
 * the one before, and so on.
 */
export function useDecisions(events: DecisionEvents) {
  const { userId } = events;
  const latest = useRef(events);
  useEffect(() => {
    latest.current = events;
  });
  const done = useRef<Done[]>([]);
  const outbox = useRef<DecisionOutbox>(null);
  const [state, setState] = useState<{ unsent: number; blocked: OutboxBlock; undoable: number }>({
    ...{ unsent: 0, blocked: null, undoable: 0 },
  });

  useEffect(() => {
    const show = () =>
      setState({
        unsent: box.entries.length,
        blocked: box.blocked,
        undoable: done.current.filter(({ isTakenBack }) => !isTakenBack).length,
      });
    const box: DecisionOutbox = new DecisionOutbox({
      storage: localStorage,
      name: `soko-decisions-${userId}`,
      send: sendEntry,
      alone: (work) => ('locks' in navigator ? navigator.locks.request(`soko-decisions-${userId}`, work) : work()),
      onAnswered: (entry, answer) => {
        answered(box, done.current, { entry, answer }, latest.current);
        show();
      },
      onRefused: (entry, { code, message }) => {
        done.current = done.current.filter(({ key }) => key !== entry.key);
        const gone = GONE.has(code) || entry.kind !== 'decide';
        latest.current.onRefused(entry.item, { gone, message, code });
        show();
      },
      onChange: show,
    });
    outbox.current = box;
    const flush = () => void box.flush();
    const timer = setInterval(() => box.entries.length > 0 && flush(), AGAIN_MS);
    window.addEventListener('online', flush);
    flush();
    show();
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', flush);
    };
  }, [userId]);

  const add = (entry: OutboxEntry) => {
    if (entry.kind !== 'undo') {
      const { key, item, kind } = entry;
      done.current.push({ key, item, kind, decisionId: null, isTakenBack: false });
    }
    outbox.current?.add(entry);
  };
  const undo = () => {
    const last = done.current.findLast(({ isTakenBack }) => !isTakenBack);
    if (last && outbox.current) takeBack(outbox.current, done.current, last, latest.current);
  };
  return {
    decide: (item: QueuedProduct, verdict: Verdict) => add({ key: crypto.randomUUID(), kind: 'decide', item, verdict }),
    skip: (item: QueuedProduct) => add({ key: crypto.randomUUID(), kind: 'skip', item, back: false }),
    undo,
    canUndo: state.undoable > 0,
    /** Decided, but not told to the server yet. */
    unsent: state.unsent,
    blocked: state.blocked,
  };
}

function answered(
  box: DecisionOutbox,
  done: Done[],
  { entry, answer }: { entry: OutboxEntry; answer: OutboxAnswer },
  events: DecisionEvents,
): void {
  const { item } = entry;
  if (entry.kind === 'undo') {
    forget(done, (each) => each.decisionId === entry.decisionId);
    events.onPutBack(item, 'version' in answer ? answer.version : item.version);
  } else if (entry.kind === 'skip') {
    if (entry.back) events.onPutBack(item, item.version);
  } else if ('version' in answer) {
    const mine = done.find(({ key }) => key === entry.key);
    // From before the page was loaded: it can be taken back all the same.
    if (mine === undefined)
      done.push({ key: entry.key, item, kind: 'decide', decisionId: answer.id, isTakenBack: false });
    else mine.decisionId = answer.id;
    if (mine?.isTakenBack) sendUndo(box, mine, answer.id);
    else events.onDecided(item, { verdict: entry.verdict, version: answer.version });
  }
}

/** What was not sent is as if it had not been; what is on its way is taken back once it is answered. */
function takeBack(box: DecisionOutbox, done: Done[], last: Done, events: DecisionEvents): void {
  if (box.withdraw(last.key)) {
    forget(done, ({ key }) => key === last.key);
    events.onPutBack(last.item, last.item.version);
    return;
  }
  last.isTakenBack = true;
  if (last.kind === 'skip') {
    forget(done, ({ key }) => key === last.key);
    box.add({ key: crypto.randomUUID(), kind: 'skip', item: last.item, back: true });
  } else if (last.decisionId !== null) {
    sendUndo(box, last, last.decisionId);
  }
}

function sendUndo(box: DecisionOutbox, { item }: Done, decisionId: string): void {
  box.add({ key: crypto.randomUUID(), kind: 'undo', item, decisionId });
}

function forget(done: Done[], isIt: (each: Done) => boolean): void {
  const at = done.findIndex(isIt);
  if (at >= 0) done.splice(at, 1);
}
