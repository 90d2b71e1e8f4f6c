import type { Inngest } from 'inngest';
import { createGenerateEmbedding, type GenerateEmbeddingDeps } from './functions/generate-embedding';
import { createHydrateProduct, type HydrateProductDeps } from './functions/hydrate-product';
import { createSyncSeller, type SyncSellerDeps } from './functions/sync-seller';

export type WorkerFunctionDeps = SyncSellerDeps & HydrateProductDeps & GenerateEmbeddingDeps;

/** The stages that need the browser, the hydrator's one limit, or the model. */
export function workerFunctions(inngest: Inngest, deps: WorkerFunctionDeps) {
  return [createSyncSeller(inngest, deps), createHydrateProduct(inngest, deps), createGenerateEmbedding(inngest, deps)];
}
