import type { Inngest } from 'inngest';
import { type BulkReviewDeps, createBulkReview } from './bulk-review/bulk-review';
import { createGenerateEmbedding, type GenerateEmbeddingDeps } from './generate-embedding/generate-embedding';
import { createHydratePasted, type HydratePastedDeps } from './hydrate-pasted/hydrate-pasted';
import { createHydrateProduct, type HydrateProductDeps } from './hydrate-product/hydrate-product';
import { createLazyPersistence, type LazyPersistenceDeps } from './lazy-persistence/lazy-persistence';
import { createMeasureLikeness, type MeasureLikenessDeps } from './measure-likeness/measure-likeness';
import { createQualityControl, type QualityControlDeps } from './quality-control/quality-control';
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
    createBulkReview(inngest, deps),
  ];
}
