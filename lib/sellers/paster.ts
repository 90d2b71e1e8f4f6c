import type { PasteLimits } from '@/lib/catalog/refusals';

/** Who pastes: what their paste may cost, where its work waits, and which syncs are theirs. */
export interface Paster {
  /** As lanes name it (lib/syncs/lane.ts): never an address. Nobody's: the work waits with all that has no lane. */
  client?: string;
  /** Called once, before anything is opened, with what the paste costs. Throws when that is more than this client may. */
  spend?(cost: PasteCost): void;
  /** Tokens of syncs that they started before. */
  tokens?: string[];
  /** Wider than everybody's (lib/catalog/refusals.ts). */
  limits?: PasteLimits;
}

export interface PasteCost {
  /** Each a visit of the Scout's. */
  catalogues: number;
  /** Each a page to be read. */
  products: number;
}

/** Somebody with access to this machine: may paste as much as they like. */
export const OPERATOR: Paster = { limits: { catalogues: 5_000, sellers: 5_000, links: 5_000 } };
