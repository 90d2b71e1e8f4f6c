import { isbot } from 'isbot';
import { productCounter } from '@/app/wiring/insights';
import type { Counted } from '@/lib/insights/product-counter';
import { clientAddress } from './client-address';

/**
 * Counts what a shopper did with products. Nobody is known by it: address and browser tell for a day whether the same
 * one came again, as a hash that is stored nowhere. Machines that say so, and pages that a browser only fetches in case
 * they are opened, do not count.
 */
export function countShopper(what: Counted, headers: Headers, productIds: string[]): void {
  const agent = headers.get('user-agent');
  // Without a name it is no browser.
  if (!agent || isbot(agent) || isPrefetch(headers)) return;
  productCounter().count(what, `${clientAddress(headers)}\n${agent.slice(0, 300)}`, productIds);
}

/** A search showed these: of its results, the good ones count. */
export function countShown(headers: Headers, results: { good: boolean; product: { productId: string } }[]): void {
  const good = results.filter((match) => match.good);
  if (good.length === 0) return;
  countShopper(
    'searches',
    headers,
    good.map(({ product }) => product.productId),
  );
}

const isPrefetch = (headers: Headers): boolean =>
  headers.has('next-router-prefetch') || /prefetch|prerender/i.test(headers.get('sec-purpose') ?? '');
