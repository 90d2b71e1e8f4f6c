import { createHmac } from 'node:crypto';

/** A seller or two are onboarded beside a friend; whoever pastes more of them knows that it takes a while. */
const FEW_CATALOGUES = 3;
/** Five batches of the Hydrator's, and more than most catalogues hold. */
export const FEW_PRODUCTS = 100;

/** How a lane's name ends. */
export const FEW = '/few';
export const MANY = '/many';

/**
 * The queue that a run's work waits in. Lanes take turns at every stage (inngest/lanes.ts), so that nobody waits for
 * all of what another has pasted. A client has two: one for what is little and one for what is much, because a whole
 * town may share an address.
 */
export function laneOf(client: string, { catalogues, products }: { catalogues: number; products: number }): string {
  return client + (catalogues > FEW_CATALOGUES || products > FEW_PRODUCTS ? MANY : FEW);
}

/** A client as lanes name it. `key`: deriveKey('paste clients'); the address itself is written nowhere. */
export function clientLane(address: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(address).digest('base64url').slice(0, 22);
}
