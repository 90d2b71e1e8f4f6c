import type { Inngest } from 'inngest';
import { needsPersistence, type ProductRecord } from '@/lib/products/product-record';
import { writeSyncLogs } from '@/lib/syncs/sync-log';
import { productApproved } from '../events';
import {
  type Attempted,
  createProductStage,
  type ProductStage,
  type Settled,
  type StageDeps,
  settledAsFailed,
} from '../product-stage/product-stage';
import { type StorePictureDeps, storePicture } from './store-picture';

export interface LazyPersistenceDeps extends StageDeps, StorePictureDeps {}

/** A store that restarts is waited out; for a longer outage the next heartbeat tries again. */
const WAITS_MS = [10_000, 30_000, 60_000, 120_000];

/** `known`: nothing to do, since it is stored already, or is not approved for what it shows now. */
type Persisted = 'stored' | 'known';

/** product/approved → the picture becomes ours. When that fails for good the product stays on WhatsApp's link. */
export const createLazyPersistence = (inngest: Inngest, deps: LazyPersistenceDeps) =>
  createProductStage(inngest, deps, lazyPersistence(deps));

export function lazyPersistence(deps: LazyPersistenceDeps): ProductStage<Persisted> {
  return {
    id: 'lazy-persistence',
    stage: 'persist',
    startedBy: productApproved,
    next: null,
    // All of a batch are in memory at once.
    batch: 8,
    productsAtOnce: 8,
    batchesAtOnce: 3,
    // Two, so that one batch's pictures are stored while the other's are written down.
    batchesOfOneLane: 2,
    waitsFor: () => WAITS_MS,
    begin: async (batch) => {
      const toStore = batch.filter(({ product }) => isToStore(product));
      await writeSyncLogs(
        deps.db,
        toStore.map(({ item }) => ({ ...item, eventType: 'lazy_persist_start' })),
      );
    },
    attempt: async ({ product }) => {
      if (!isToStore(product)) return { kind: 'done', found: 'known' };
      const trouble = await storePicture(deps, product);
      return trouble ?? { kind: 'done', found: 'stored' };
    },
    settle: async (attempted) => attempted.map(settle),
  };
}

type ToStore = ProductRecord & { imageUrl: string; imageHash: string };

const isToStore = (product: ProductRecord): product is ToStore =>
  product.imageUrl !== null && product.imageHash !== null && needsPersistence(product);

function settle(entry: Attempted<Persisted>): Settled {
  const { item, product } = entry;
  if (entry.kind === 'failed') return settledAsFailed('persist', entry);
  const isStored =
    entry.found === 'stored' || (product.imageHash !== null && product.s3ImageHash === product.imageHash);
  const stored = { persisted: true as const, logs: [{ eventType: 'lazy_persist_success' as const }] };
  return { item, result: entry.found, move: { outcome: 'approved', ...(isStored && stored) } };
}
