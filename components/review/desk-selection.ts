import type { QueuedProduct } from '@/lib/moderation/moderation.schema';
import type { QueueQuery, ReviewSelection } from '@/lib/moderation/queue-query.schema';

/** What is ticked: some products, from an anchor where it can be extended, or all that match. */
export type Selection = { kind: 'none' } | { kind: 'some'; ids: ReadonlySet<string>; anchor: string } | { kind: 'all' };

const NONE: Selection = { kind: 'none' };

export const isSelected = (selection: Selection, productId: string): boolean =>
  selection.kind === 'all' || (selection.kind === 'some' && selection.ids.has(productId));

/** `ids`: what is listed, for one that is taken out of all. */
export function toggled(selection: Selection, productId: string, listed: readonly string[]): Selection {
  const ids = new Set(selection.kind === 'all' ? listed : selection.kind === 'some' ? selection.ids : []);
  if (!ids.delete(productId)) ids.add(productId);
  return ids.size === 0 ? NONE : { kind: 'some', ids, anchor: productId };
}

/** Everything between where the selection began and `to`; it begins at `from` where there is none. */
export function extended(
  selection: Selection,
  { from, to, listed }: { from: string; to: string; listed: readonly string[] },
): Selection {
  const anchor = selection.kind === 'some' ? selection.anchor : from;
  const [begin, end] = [listed.indexOf(anchor), listed.indexOf(to)];
  if (begin < 0 || end < 0) return toggled(NONE, to, listed);
  const between = listed.slice(Math.min(begin, end), Math.max(begin, end) + 1);
  return { kind: 'some', ids: new Set(between), anchor };
}

export function withoutSelected(selection: Selection, gone: ReadonlySet<string>): Selection {
  if (selection.kind !== 'some' || gone.size === 0) return selection;
  const ids = new Set([...selection.ids].filter((id) => !gone.has(id)));
  return ids.size === 0 ? NONE : { ...selection, ids };
}

/** As bulk decisions take it; null: nothing is ticked. */
export function chosenOf(
  selection: Selection,
  items: readonly QueuedProduct[],
  { query, total }: { query: QueueQuery; total: number },
): ReviewSelection | null {
  if (selection.kind === 'none') return null;
  if (selection.kind === 'all') return { kind: 'all', query, total };
  const chosen = items.filter(({ productId }) => selection.ids.has(productId));
  if (chosen.length === 0) return null;
  return { kind: 'items', items: chosen.map(({ productId, version, title }) => ({ productId, version, title })) };
}
