import type { ObjectStore, StoredObject } from '@/lib/media/object-store';
import { SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { needsPersistence, readProduct } from '@/lib/products/product-record';
import { saveImageUrl, saveStoredImage } from '@/lib/products/stored-image';
import { moveItems } from '@/lib/syncs/move-items';
import { writeSyncLogs } from '@/lib/syncs/sync-log';
import type { StageReport } from '../stage-report';
import { fetchPicture } from './fetch-picture';
import type { PageSource } from './page-source';
import { removeReplaced } from './remove-replaced';
import { troubleAsError } from './trouble';

export interface PersistDeps {
  db: PrismaClient;
  source: PageSource;
  /** lib/media: checked to be a picture, with its content-addressed key. Throws SokoError for what is none. */
  prepareForStorage(bytes: Uint8Array): Promise<StoredObject>;
  objects: Pick<ObjectStore, 'put' | 'get' | 'remove' | 'publicUrl'>;
  report: StageReport;
}

/** syncRunId is null outside of any run: a moderator's decision, or another try by the heartbeat. */
export interface ApprovedRef {
  syncRunId: string | null;
  productId: string;
  sellerPhone: string;
}

/** Makes an approved product's picture ours. Throws SokoError when it could not be done; safe to run twice. */
export async function persistProduct(deps: PersistDeps, ref: ApprovedRef): Promise<void> {
  const { db } = deps;
  const product = await readProduct(db, ref.productId);
  // Erased with its seller.
  if (product === null) return;
  const { productId, sellerPhone, imageUrl, imageHash } = product;
  // Stored already, or not approved for what it shows now.
  if (imageUrl === null || imageHash === null || !needsPersistence(product)) {
    return endApproved(db, ref, imageHash !== null && product.s3ImageHash === imageHash);
  }
  await writeSyncLogs(db, [{ ...ref, eventType: 'lazy_persist_start' }]);
  const picture = await fetchPicture(deps.source, { productId, sellerPhone, imageUrl });
  if (picture.kind !== 'picture') throw troubleAsError(picture);
  // Not the picture that was approved. Its link is not saved either: nobody has judged what it shows.
  if (picture.hash !== imageHash) throw new SokoError(PICTURE_CHANGED);
  if (picture.renewed?.imageUrl) {
    const { imageExpiresAt } = picture.renewed;
    await saveImageUrl(db, { productId, imageUrl: picture.renewed.imageUrl, imageExpiresAt });
  }
  const url = await deps.objects.put(await deps.prepareForStorage(picture.bytes));
  const { saved, replaced } = await saveStoredImage(db, { productId, imageHash, url });
  if (!saved) {
    // Nobody will know of what was just put: the product shows another picture by now, is hidden, or was erased with its seller.
    await removeReplaced(deps, { url, variants: [] });
    throw new SokoError(PICTURE_CHANGED);
  }
  if (replaced !== null) await removeReplaced(deps, replaced);
  await endApproved(db, ref, true);
  deps.report.product('persist', ref, 'stored');
  if (ref.syncRunId === null) await writeSyncLogs(db, [{ ...ref, eventType: 'lazy_persist_success' }]);
}

async function endApproved(db: PrismaClient, { syncRunId, productId }: ApprovedRef, persisted: boolean): Promise<void> {
  if (syncRunId === null) return;
  const stored = { persisted: true as const, logs: [{ eventType: 'lazy_persist_success' as const }] };
  await moveItems(db, syncRunId, [{ productId, outcome: 'approved', ...(persisted ? stored : {}) }]);
}

/** The product stays on its CDN link, live all the same; the next heartbeat tries again. */
export async function endUnpersisted(
  { db, report }: Pick<PersistDeps, 'db' | 'report'>,
  ref: ApprovedRef,
  why: { code: string; message: string },
) {
  report.product('persist', ref, 'failed', why.code);
  const log = { eventType: 'lazy_persist_failed' as const, code: why.code };
  if (ref.syncRunId === null) return writeSyncLogs(db, [{ ...ref, ...log }]);
  const { productId } = ref;
  await moveItems(db, ref.syncRunId, [{ productId, outcome: 'approved', problem: why, logs: [log] }]);
}

const PICTURE_CHANGED = {
  code: 'picture_changed',
  message: 'The picture changed after it was approved. The product is read again with the next heartbeat.',
};
