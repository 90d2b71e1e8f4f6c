import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import type { ShoppersFirst } from '@/lib/platform/shoppers-first';

/** Node's own, there with --expose-gc (supervisor/main.ts); without it all is as it would be. */
type Collect = ((options: { type: 'minor' }) => void) | undefined;

const SEARCH = /^\/(api\/)?search(?:$|[/?])/;

/**
 * Collects a search's garbage when its answer has been sent and nobody else is searching: 2 ms that nobody waits for. Left to itself
 * that happens at every twentieth search or so, in the middle of it, and that shopper waits 10 to 15 ms. Not beside other searches: what
 * they are using just then would be taken for something that lasts.
 */
export function collectAfterSearches(
  shoppers: () => Pick<ShoppersFirst, 'underWay'>,
  collect: Collect = globalThis.gc,
): void {
  if (collect === undefined) return;
  subscribe('http.server.response.finish', (message) => {
    const { request } = message as { request: IncomingMessage };
    if (SEARCH.test(request.url ?? '') && shoppers().underWay === 0) collect({ type: 'minor' });
  });
}
