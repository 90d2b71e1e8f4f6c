import type { Inngest } from 'inngest';
import { type BulkReviewDeps, createBulkReview } from './bulk-review/bulk-review';
import { createEraseSellers, type EraseSellersDeps } from './erase-sellers/erase-sellers';
import { createGenerateEmbedding, type GenerateEmbeddingDeps } from './generate-embedding/generate-embedding';
import { createHydratePasted, type HydratePastedDeps } from './hydrate-pasted/hydrate-pasted';
import { createHydrateProduct, type HydrateProductDeps } from './hydrate-product/hydrate-product';
import { createLazyPersistence, type LazyPersistenceDeps } from './lazy-persistence/lazy-persistence';
import { createMeasureLikeness, type MeasureLikenessDeps } from './measure-likeness/measure-likeness';
import { createProveSeller, type ProveSellerDeps } from './prove-seller/prove-seller';
import { createQualityControl, type QualityControlDeps } from './quality-control/quality-control';
import { createReindexProducts, type ReindexProductsDeps } from './reindex-products/reindex-products';
import { createResizePictures, type ResizePicturesDeps } from './resize-pictures/resize-pictures';
import { createSyncSeller, type SyncSellerDeps } from './sync-seller/sync-seller';

export type WorkerFunctionDeps = SyncSellerDeps &
  HydratePastedDeps &
  HydrateProductDeps &
  GenerateEmbeddingDeps &
  QualityControlDeps &
  LazyPersistenceDeps &
  ResizePicturesDeps &
  MeasureLikenessDeps &
  ReindexProductsDeps &
  EraseSellersDeps &
  ProveSellerDeps &
  BulkReviewDeps;

/** Every stage that touches a browser, a picture, the model, Gemini or a store: the worker's, in pipeline order. */
export function workerFunctions(inngest: Inngest, deps: WorkerFunctionDeps) {
  return [
    createSyncSeller(inngest, deps),
    createHydratePasted(inngest, deps),
    createHydrateProduct(inngest, deps),
    createGenerateEmbedding(inngest, deps),
    createQualityControl(inngest, deps),
    createLazyPersistence(inngest, deps),
    createResizePictures(inngest, deps),
    createMeasureLikeness(inngest, deps),
    createReindexProducts(inngest, deps),
    createEraseSellers(inngest, deps),
    createProveSeller(inngest, deps),
    createBulkReview(inngest, deps),
  ];
}
