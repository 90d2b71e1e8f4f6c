import type { Inngest } from 'inngest';
import type { ObjectStore } from '@/lib/media/object-store';
import { SokoError } from '@/lib/platform/errors';
import { needsPersistence, type ProductRecord } from '@/lib/products/product-record';
import { removeUnshown } from '@/lib/products/remove-unshown';
import { saveImageUrl, saveStoredImage } from '@/lib/products/stored-image';
import { writeSyncLogs } from '@/lib/syncs/sync-log';
import { productApproved } from '../events';
import type { Again, Failed } from '../product-stage/attempts';
import { type PictureDeps, readEmbeddedPicture } from '../product-stage/product-source';
import {
  type Attempted,
  createProductStage,
  type ProductStage,
  type Settled,
  type StageDeps,
  settledAsFailed,
} from '../product-stage/product-stage';

export interface LazyPersistenceDeps extends StageDeps, PictureDeps {
  objects: Pick<ObjectStore, 'put' | 'get' | 'remove' | 'publicUrl'>;
}

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
    batch: 20,
    // Pictures in memory at once.
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

/**
 * Copies one approved picture to our store. Returns what kept WhatsApp from giving it, if anything did; throws
 * SokoError for all else. Safe to run twice.
 */
async function storePicture(deps: LazyPersistenceDeps, approved: ToStore): Promise<Again | Failed | null> {
  const { db, objects, shelf } = deps;
  const { productId, imageUrl, imageHash } = approved;
  const picture = await readEmbeddedPicture(deps, approved);
  if (picture.kind === 'retry' || picture.kind === 'failed') return picture;
  // Not the picture that was approved. Its link is not saved either: nobody has judged what it shows.
  if (picture.kind === 'changed') throw new SokoError(PICTURE_CHANGED);
  if (picture.renewed?.imageUrl) {
    const { imageExpiresAt } = picture.renewed;
    await saveImageUrl(db, { productId, imageUrl: picture.renewed.imageUrl, imageExpiresAt });
  }
  const url = await objects.put(picture.made.forStorage);
  const { saved, replaced } = await saveStoredImage(db, { productId, imageHash, url });
  if (!saved) {
    // Nobody will know of what was just put: the product shows another picture by now, is hidden, or was erased.
    await removeUnshown(deps, { url, variants: [] });
    throw new SokoError(PICTURE_CHANGED);
  }
  shelf.drop(imageUrl);
  if (replaced !== null) await removeUnshown(deps, replaced);
  return null;
}

const PICTURE_CHANGED = {
  code: 'picture_changed',
  message: 'The picture changed after it was approved. The product is read again with the next heartbeat.',
};
