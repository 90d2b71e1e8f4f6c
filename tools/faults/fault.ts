import type { RunCounts } from '@/lib/syncs/sync-view.schema';
import type { FaultySystem } from './faulty-system';

/** `services`: with an S3 server and Milvus behind lines that can be cut. */
export type Place = 'usual' | 'small-disk' | 'services';

/** When it strikes, by how far a run has come. */
export interface Moment {
  name: string;
  reached(counts: RunCounts): boolean;
}

export interface Fault {
  name: string;
  what: string;
  /** `usual` unless told. */
  place?: Place;
  /** In the middle of reading the products' pages, unless told. Several: it strikes as often, in one run. */
  moments?: readonly Moment[];
  /** From `inject` to `end`; a fault without lasts no longer than `inject` does. */
  lasts?: 'a minute';
  /** Before the seller's paste. */
  prepare?(system: FaultySystem, seller: Seller): Promise<void>;
  inject(system: FaultySystem, seller: Seller): Promise<void>;
  end?(system: FaultySystem): Promise<void>;
  /** The ids of the runs it is about; one seller's catalogue unless told. */
  paste?(system: FaultySystem): Promise<string[]>;
  /** How long its run may stand still, or take in all; for one that is large. */
  withinMs?: number;
  /** Why not all products are live in the end, or why a person is needed. Without it either is a failure. */
  because?: string;
  /** How many it may be that are not live in the end; any number where it says why. */
  mostOtherwise?: number;
}

export interface Seller {
  phone: string;
  productIds: readonly string[];
}

/** Of this many products each, unless a fault says otherwise. */
export const PRODUCTS = 80;

/** Each in the middle of a stage: those before have been passed by many, those after by few. */
export const MOMENTS = {
  hydrate: { name: 'hydrate', reached: ({ hydrated }) => hydrated >= PRODUCTS / 8 },
  embed: { name: 'embed', reached: ({ embedded }) => embedded >= PRODUCTS / 4 },
  review: { name: 'review', reached: ({ approved }) => approved >= PRODUCTS / 3 },
  persist: { name: 'persist', reached: ({ persisted }) => persisted >= PRODUCTS / 2 },
} as const satisfies Record<string, Moment>;
