import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Paste } from '@/e2e/world/demo-sellers';
import { onboard } from '../demo/syncs';
import { say } from './debian-root';

/** A Soko that runs. */
export interface Site {
  url: string;
}

const SYNCED_WITHIN_MS = 180_000;
const syncSchema = z.object({
  state: z.string(),
  outcome: z.string().nullable(),
  counts: z.object({ found: z.number(), approved: z.number(), failed: z.number() }),
});

const productsSchema = z.object({ products: z.array(z.unknown()) });

/** Pastes as sellers would and waits for the end: the browser, the model and the stores all have to work for it. */
export async function syncThrough({ url }: Site, pastes: Paste[]): Promise<void> {
  for (const { name, syncId } of await onboard(url, pastes)) {
    const giveUpAt = Date.now() + SYNCED_WITHIN_MS;
    for (;;) {
      const { state, outcome, counts } = syncSchema.parse(await (await fetch(`${url}/api/syncs/${syncId}`)).json());
      if (state === 'finished' && counts.approved > 0) {
        say(`${name}: ${counts.found} products found, ${counts.approved} approved`);
        break;
      }
      if (state === 'finished' || state === 'failed') throw new Error(`${name}: ${state}, ${outcome}`);
      if (Date.now() > giveUpAt) throw new Error(`${name}: still ${state} after ${SYNCED_WITHIN_MS / 1000} s`);
      await sleep(1_000);
    }
  }
}

export async function seeProducts({ url }: Site): Promise<void> {
  const { products } = productsSchema.parse(await (await fetch(`${url}/api/products`)).json());
  if (products.length === 0) throw new Error('no product is there any more');
  say(`${products.length} products are there`);
}

export async function untilReady({ url }: Site, withinMs: number, isOver: () => boolean): Promise<void> {
  for (const giveUpAt = Date.now() + withinMs; Date.now() < giveUpAt; await sleep(1_000)) {
    if (isOver()) throw new Error('it ended before it was ready');
    const answer = await fetch(`${url}/api/ready`).catch(() => undefined);
    if (answer?.status === 200) return;
  }
  throw new Error(`it was not ready after ${withinMs / 1000} s`);
}
