import { setTimeout as sleep } from 'node:timers/promises';
import type { FoundProduct } from '@/lib/catalog/catalog-scout';
import { createHydrator, type Hydrator } from '@/lib/hydration/hydrator';
import { createAllowList } from '@/lib/platform/safe-fetch/allow-list';
import { createSafeFetch } from '@/lib/platform/safe-fetch/safe-fetch';

export const AT_ONCE = 20;

export type OpenHydrator = Pick<Hydrator, 'hydrate'> & { close(): Promise<void> };

/** A Hydrator of its own, with a pace of its own, for one host. */
export function openHydratorAt(origin: string, allowedHosts: string[]): OpenHydrator {
  const allow = createAllowList({ whatsappOrigin: origin, extraAllowedHosts: allowedHosts });
  const safeFetch = createSafeFetch({ allow });
  const { hydrate } = createHydrator({
    ...{ safeFetch, allow, whatsappOrigin: origin },
    userAgents: [],
    concurrency: AT_ONCE,
    timeoutMs: 10_000,
  });
  return { hydrate, close: () => safeFetch.close() };
}

/** As the pipeline waits between attempts; what used up no attempt is tried for as long as it takes. */
const WAITS_MS = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000];

/** Reads a product whatever it takes, or until `until`. */
export async function readPatiently(
  hydrator: OpenHydrator,
  product: FoundProduct,
  until = Number.POSITIVE_INFINITY,
): Promise<void> {
  for (let attempts = 0; performance.now() < until; ) {
    const result = await hydrator.hydrate(product);
    if (result.kind === 'product') return;
    const waitMs = result.kind === 'retry' && (result.asked ? WAITS_MS[attempts] : 0);
    if (result.kind !== 'retry' || waitMs === undefined || waitMs === false) {
      throw new Error(`the Hydrator found no product: ${JSON.stringify(result)}`);
    }
    if (result.asked) attempts += 1;
    await sleep(Math.max(0, Math.min(Math.max(waitMs, result.afterMs), until - performance.now())));
  }
}
