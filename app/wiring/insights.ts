import { ProductCounter } from '@/lib/insights/product-counter';
import { forgetOldDays, saveCounts } from '@/lib/insights/save-counts';
import { kept } from './kept';
import { logger, pool } from './process';

const FLUSH_EVERY_MS = 5_000;
const FORGET_EVERY_MS = 3_600_000;

const shared = kept<{ counter: ProductCounter }>('insights');

/** Of views, chats and searches. */
export function productCounter(): ProductCounter {
  shared.counter ??= new ProductCounter({
    save: (counts) => saveCounts(pool(), counts),
    onFailure: (error) => logger().warn({ err: error }, 'what shoppers looked at could not be stored; trying on'),
  });
  return shared.counter;
}

/** Stores what was counted every few seconds, and once more when web is told to stop. */
export function keepCounting(signal: AbortSignal): void {
  const flush = () => productCounter().flush();
  setInterval(flush, FLUSH_EVERY_MS).unref();
  setInterval(() => {
    forgetOldDays(pool(), new Date()).catch((error: unknown) => {
      logger().warn({ err: error }, 'days that are not shown any more could not be deleted; trying on');
    });
  }, FORGET_EVERY_MS).unref();
  // In the same turn as Next begins to close: the statement is on its way before the process ends.
  signal.addEventListener('abort', () => void flush());
}
