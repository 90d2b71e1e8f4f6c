import type { QueuedProduct, ReviewQueue } from '@/lib/moderation/moderation.schema';

export interface DeskMessage {
  tone: 'good' | 'warn' | 'bad';
  text: string;
}

export interface DeskState {
  items: QueuedProduct[];
  /** Which one is looked at. */
  index: number;
  /** All that wait, on the server too. */
  total: number;
  /** The newest decision, as long as it can be undone. */
  last: { item: QueuedProduct; version: number } | null;
  /** Decided here: a refill that was on its way meanwhile must not bring them back. */
  done: ReadonlySet<string>;
  message: DeskMessage | null;
}

export type DeskAction =
  | { type: 'deciding'; item: QueuedProduct }
  | { type: 'decided'; item: QueuedProduct; decision: 'approved' | 'rejected'; version: number }
  | { type: 'refused'; item: QueuedProduct; gone: boolean; message: string }
  | { type: 'put-back'; item: QueuedProduct }
  | { type: 'refilled'; queue: ReviewQueue }
  | { type: 'select'; index: number }
  | { type: 'message'; message: DeskMessage | null };

export function initialDesk({ items, total }: ReviewQueue): DeskState {
  return { items, total, index: 0, last: null, done: new Set(), message: null };
}

/** Pure, so that what a fast hand does to the queue can be tested. */
export function reduceDesk(state: DeskState, action: DeskAction): DeskState {
  switch (action.type) {
    case 'deciding':
      return leave(state, action.item.productId);
    case 'decided': {
      const { title, productId } = action.item;
      const text = `${action.decision === 'approved' ? 'Approved' : 'Rejected'} “${title ?? productId}”.`;
      return { ...state, last: { item: action.item, version: action.version }, message: { tone: 'good', text } };
    }
    case 'refused':
      if (action.gone) return { ...state, message: { tone: 'warn', text: action.message } };
      return { ...comeBack(state, action.item), message: { tone: 'bad', text: action.message } };
    case 'put-back':
      return { ...comeBack(state, action.item), last: null, message: { tone: 'good', text: 'Put back in the queue.' } };
    case 'refilled':
      return refilled(state, action.queue);
    case 'select':
      return { ...state, index: clamp(action.index, state.items.length) };
    case 'message':
      return { ...state, message: action.message };
  }
}

function leave(state: DeskState, productId: string): DeskState {
  const items = state.items.filter((item) => item.productId !== productId);
  const done = new Set(state.done).add(productId);
  return {
    ...state,
    items,
    done,
    total: Math.max(0, state.total - 1),
    index: clamp(state.index, items.length),
    message: null,
  };
}

function comeBack(state: DeskState, item: QueuedProduct): DeskState {
  const done = new Set(state.done);
  done.delete(item.productId);
  const others = state.items.filter(({ productId }) => productId !== item.productId);
  return { ...state, items: [item, ...others], index: 0, done, total: state.total + 1 };
}

/** What the server has, without what was decided here; what is looked at stays where it is. */
function refilled(state: DeskState, { items, total }: ReviewQueue): DeskState {
  const known = new Map(items.map((item) => [item.productId, item]));
  const kept = state.items.flatMap((item) => known.get(item.productId) ?? []);
  const keptIds = new Set(kept.map(({ productId }) => productId));
  const added = items.filter(({ productId }) => !keptIds.has(productId) && !state.done.has(productId));
  const all = [...kept, ...added];
  const late = items.filter(({ productId }) => state.done.has(productId)).length;
  return { ...state, items: all, total: Math.max(all.length, total - late), index: clamp(state.index, all.length) };
}

function clamp(index: number, length: number): number {
  return Math.max(0, Math.min(index, length - 1));
}
