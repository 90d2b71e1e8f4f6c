import type { QueuedProduct, QueueNews, ReviewLease, ReviewQueue } from '@/lib/moderation/moderation.schema';
import { type Selection, withoutSelected } from './desk-selection';

export interface DeskMessage {
  tone: 'good' | 'warn' | 'bad';
  text: string;
  /** Where to go to mend it. */
  link?: { href: string; label: string };
  /** Can be taken back with one key. */
  canUndo?: boolean;
}

export interface DeskState {
  items: QueuedProduct[];
  /** Which one is looked at. */
  currentId: string | null;
  /** Chosen for the person, who is then handed another one where somebody else looks at it; or asked for by them. */
  opened: 'handed' | 'asked';
  /** All that match, on the server too. */
  total: number;
  counts: Record<string, number>;
  /** Where the next page begins; null: all are here. */
  nextCursor: string | null;
  /** Whom others look at right now: product → name. */
  held: ReadonlyMap<string, string>;
  /** Decided here: an answer that was on its way meanwhile must not bring them back. */
  done: ReadonlySet<string>;
  /** Of those, what the server knows of: from the next look on it may bring them back, as somebody may have. */
  settled: ReadonlySet<string>;
  selection: Selection;
  message: DeskMessage | null;
}

export type DeskAction =
  | { type: 'deciding'; item: QueuedProduct }
  | { type: 'decided'; productId: string }
  | { type: 'refused'; item: QueuedProduct; gone: boolean; message: DeskMessage }
  | { type: 'put-back'; item: QueuedProduct }
  | { type: 'corrected'; item: QueuedProduct }
  | { type: 'left'; productIds: readonly string[] }
  | { type: 'page'; queue: ReviewQueue }
  | { type: 'reread'; queue: ReviewQueue }
  | { type: 'news'; news: QueueNews; asked: ReadonlySet<string> }
  | { type: 'leased'; wanted: string; lease: ReviewLease }
  | { type: 'open'; productId: string }
  | { type: 'move'; by: 1 | -1 }
  | { type: 'choose'; selection: Selection }
  | { type: 'message'; message: DeskMessage | null };

export function initialDesk({ items, total, counts, nextCursor }: ReviewQueue): DeskState {
  const held = new Map(
    items.flatMap(({ productId, lease }) => (lease && !lease.isMine ? [[productId, lease.name] as const] : [])),
  );
  const first = items.find(({ productId }) => !held.has(productId)) ?? items[0];
  return {
    ...{ items, total, counts, nextCursor, held },
    currentId: first?.productId ?? null,
    opened: 'handed',
    done: new Set(),
    settled: new Set(),
    selection: { kind: 'none' },
    message: null,
  };
}

export const currentOf = ({ items, currentId }: DeskState): QueuedProduct | undefined =>
  items.find(({ productId }) => productId === currentId);

const isOf =
  ({ productId }: QueuedProduct) =>
  (other: QueuedProduct): boolean =>
    other.productId === productId;

/** Pure, so that what a fast hand and other people do to the queue can be tested. */
export function reduceDesk(state: DeskState, action: DeskAction): DeskState {
  switch (action.type) {
    case 'deciding':
      return deciding(state, action.item.productId);
    case 'decided':
      return { ...state, settled: new Set(state.settled).add(action.productId) };
    case 'refused':
      return { ...(action.gone ? state : comeBack(state, action.item)), message: action.message };
    case 'put-back':
      return { ...comeBack(state, action.item), message: { tone: 'good', text: 'Put back in the queue.' } };
    case 'corrected':
      return { ...state, items: state.items.map((item) => (isOf(action.item)(item) ? action.item : item)) };
    case 'left':
      return leave(state, new Set(action.productIds));
    case 'page':
      return withPage(state, action.queue);
    case 'reread':
      return reread(state, action.queue);
    case 'news':
      return withNews(state, action.news, action.asked);
    case 'leased':
      return withLease(state, action.wanted, action.lease);
    case 'open':
      return { ...state, currentId: action.productId, opened: 'asked' };
    case 'move':
      return { ...state, currentId: neighbour(state, action.by), opened: 'asked' };
    case 'choose':
      return { ...state, selection: action.selection };
    case 'message':
      return { ...state, message: action.message };
  }
}

/** The next one that nobody else looks at; where there is none, the one that is looked at. */
function neighbour({ items, currentId, held }: DeskState, by: 1 | -1): string | null {
  const from = items.findIndex(({ productId }) => productId === currentId);
  for (let at = from + by; at >= 0 && at < items.length; at += by) {
    const item = items[at];
    if (item && !held.has(item.productId)) return item.productId;
  }
  return currentId;
}

function deciding(state: DeskState, productId: string): DeskState {
  const done = new Set(state.done).add(productId);
  return { ...leave(state, new Set([productId])), done, opened: 'handed', message: null };
}

function leave(state: DeskState, gone: ReadonlySet<string>): DeskState {
  const left = state.items.filter(({ productId }) => gone.has(productId)).length;
  return { ...without(state, gone), total: Math.max(0, state.total - left) };
}

/** Whoever looked at one that goes is at the one after it, else at the one before. */
function without(state: DeskState, gone: ReadonlySet<string>): DeskState {
  const items = state.items.filter(({ productId }) => !gone.has(productId));
  const selection = withoutSelected(state.selection, gone);
  if (state.currentId === null || !gone.has(state.currentId)) return { ...state, items, selection };
  const from = state.items.findIndex(({ productId }) => productId === state.currentId);
  const isFree = ({ productId }: QueuedProduct) => !gone.has(productId) && !state.held.has(productId);
  const next = state.items.slice(from).find(isFree) ?? state.items.slice(0, from).findLast(isFree) ?? items[0];
  return { ...state, items, selection, currentId: next?.productId ?? null };
}

function comeBack(state: DeskState, item: QueuedProduct): DeskState {
  const { productId } = item;
  const done = new Set(state.done);
  done.delete(productId);
  const others = state.items.filter((other) => other.productId !== productId);
  const added = state.items.length - others.length;
  return {
    ...state,
    ...{ items: [item, ...others], currentId: productId, opened: 'asked', done },
    total: state.total + 1 - added,
  };
}

function withPage(state: DeskState, { items, total, counts, nextCursor }: ReviewQueue): DeskState {
  const known = new Set(state.items.map(({ productId }) => productId));
  const added = items.filter(({ productId }) => !known.has(productId) && !state.done.has(productId));
  const all = [...state.items, ...added];
  return {
    ...state,
    ...{ items: all, counts, nextCursor },
    total: Math.max(all.length, total),
    currentId: state.currentId ?? all[0]?.productId ?? null,
  };
}

/** From the first page on anew; what is looked at stays in view. */
function reread(state: DeskState, { items, total, counts, nextCursor }: ReviewQueue): DeskState {
  const fresh = items.filter(({ productId }) => !state.done.has(productId));
  const late = items.length - fresh.length;
  const current = currentOf(state);
  const isThere = fresh.some(({ productId }) => productId === state.currentId);
  const all = current && !isThere ? [current, ...fresh] : fresh;
  return {
    ...state,
    ...{ items: all, counts, nextCursor },
    total: Math.max(all.length, total - late),
    currentId: current?.productId ?? all[0]?.productId ?? null,
    selection: withoutSelected(state.selection, new Set(missing(state.items, all))),
  };
}

const missing = (before: QueuedProduct[], after: QueuedProduct[]): string[] => {
  const there = new Set(after.map(({ productId }) => productId));
  return before.map(({ productId }) => productId).filter((productId) => !there.has(productId));
};

const VERBS = { approved: 'approved', rejected: 'rejected', flagged: 'put back' } as const;

/** `asked`: what the news is about; what was decided here since is known already. */
function withNews(state: DeskState, news: QueueNews, asked: ReadonlySet<string>): DeskState {
  const left = news.left.filter(({ productId }) => asked.has(productId) && !state.done.has(productId));
  const changed = new Map(news.changed.map((item) => [item.productId, item]));
  const shown = { ...state, items: state.items.map((item) => changed.get(item.productId) ?? item) };
  const held = new Map(news.held.map(({ productId, name }) => [productId, name]));
  const next = without({ ...shown, held }, new Set(left.map(({ productId }) => productId)));
  const mine = left.find(({ productId }) => productId === state.currentId);
  return {
    ...next,
    total: Math.max(next.items.length, news.total),
    counts: news.counts,
    done: new Set([...state.done].filter((productId) => !state.settled.has(productId))),
    settled: new Set(),
    message: mine === undefined ? state.message : { tone: 'warn', text: goneText(currentOf(state), mine) },
    opened: mine === undefined ? state.opened : 'handed',
  };
}

function goneText(item: QueuedProduct | undefined, { by, decision }: QueueNews['left'][number]): string {
  const what = `“${item?.title ?? 'The product'}”`;
  if (by !== null && decision !== null) return `${by} has ${VERBS[decision]} ${what} just now. Here is the next one.`;
  return `${what} changed and does not wait here any more. Here is the next one.`;
}

function withLease(state: DeskState, wanted: string, { taken, held }: ReviewLease): DeskState {
  const now = new Map(state.held);
  for (const { productId, name } of held) now.set(productId, name);
  if (taken !== null) now.delete(taken);
  // Went on meanwhile: what was asked for then is of no interest.
  if (state.currentId !== wanted || state.opened === 'asked' || taken === null) return { ...state, held: now };
  return { ...state, held: now, currentId: taken };
}
