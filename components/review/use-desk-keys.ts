'use client';

import { useShortcuts } from '@/components/console/use-shortcuts';
import type { useReviewQueue } from './use-review-queue';

/** The desk's keys, apart from those that decide (decision-bar.tsx) and look closer (zoomable-picture.tsx). */
export function useDeskKeys(enabled: boolean, queue: ReturnType<typeof useReviewQueue>, showKeys: () => void): void {
  const { current, move, desk } = queue;
  const step = (by: 1 | -1) => () => move(by);
  /** The one beside what is looked at, which is then looked at. */
  const selectOn = (by: 1 | -1) => () => {
    const at = desk.items.findIndex(({ productId }) => productId === desk.currentId);
    const next = desk.items[at + by];
    if (next === undefined) return;
    queue.extendTo(next.productId);
    queue.open(next.productId);
  };
  useShortcuts(enabled, {
    j: step(1),
    k: step(-1),
    arrowdown: step(1),
    arrowup: step(-1),
    'shift+j': selectOn(1),
    'shift+k': selectOn(-1),
    x: () => current && queue.toggle(current.productId),
    '*': queue.chooseAll,
    escape: () => {
      queue.chooseNone();
      queue.tell(null);
    },
    u: queue.undo,
    g: queue.pages.reread,
    '?': showKeys,
  });
}
