import type { Batch } from '../protocol/function-definition';

export interface Waiting {
  batch_key: string;
  added_at: Date;
}

/** Groups what waits (oldest first) by key: full groups, and those whose oldest has waited long enough. `nextAt`: when to look again. */
export function formBatches<Item extends Waiting>(
  items: Item[],
  { maxSize, timeoutMs }: Batch,
  now: number,
): { batches: Item[][]; nextAt: number | undefined } {
  const open = new Map<string, Item[]>();
  const batches: Item[][] = [];
  for (const item of items) {
    const group = open.get(item.batch_key) ?? [];
    group.push(item);
    open.set(item.batch_key, group);
    if (group.length === maxSize) {
      batches.push(group);
      open.delete(item.batch_key);
    }
  }
  let nextAt: number | undefined;
  for (const group of open.values()) {
    const [oldest] = group;
    if (!oldest) continue;
    const dueAt = oldest.added_at.getTime() + timeoutMs;
    if (dueAt <= now) batches.push(group);
    else nextAt = Math.min(dueAt, nextAt ?? dueAt);
  }
  return { batches, nextAt };
}
