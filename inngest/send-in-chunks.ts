import type { GetStepTools, Inngest } from 'inngest';
import type { ItemRef } from '@/lib/syncs/open-items';
import { productHydrateRequested } from './events';

/** Inngest takes 5,000 events or 3 MB at once; smaller sends start the first batches sooner. */
export const CHUNK = 500;

export function chunksOf<T>(items: T[], size = CHUNK): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

/** → product/hydrate.requested for each, in steps named `${name}-0` … */
export async function sendForHydration(step: GetStepTools<Inngest>, name: string, items: ItemRef[]): Promise<void> {
  for (const [i, chunk] of chunksOf(items).entries()) {
    await step.sendEvent(
      `${name}-${i}`,
      chunk.map((item) => productHydrateRequested.create(item)),
    );
  }
}
