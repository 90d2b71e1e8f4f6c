import type { Inngest } from 'inngest';
import { runBatch } from '@/lib/moderation/batches/run-batch';
import type { ModerationDeps } from '@/lib/moderation/decide-review';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { withInngestErrors } from '../errors';
import { batchRequested, productApproved } from '../events';
import { OUTAGE_RETRIES } from '../product-stage/product-stage';

export interface BulkReviewDeps {
  db: PrismaClient;
  recomputeListing(productIds: string[]): Promise<unknown>;
  /** deriveKey('second looks') */
  secondLookKey: Uint8Array;
}

/** Each holds a few dozen products at a time; more at once would only wait for each other. */
const BATCHES_AT_ONCE = 2;

/** review/batch.requested → every product of a moderator's bulk decision, or of its undo, chunk by chunk. */
export function createBulkReview(inngest: Inngest, { db, recomputeListing, secondLookKey }: BulkReviewDeps) {
  const deps: ModerationDeps = {
    db,
    secondLookKey,
    relist: recomputeListing,
    announceApproved: (products) =>
      inngest.send(products.map((product) => productApproved.create({ syncRunId: null, ...product }))),
  };
  return inngest.createFunction(
    // Should all of them fail, the sweep has it carried on.
    { id: 'bulk-review', triggers: [batchRequested], concurrency: BATCHES_AT_ONCE, retries: OUTAGE_RETRIES },
    async ({ event, step }) => {
      for (let part = 0; ; part++) {
        const { more } = await step.run(`part-${part}`, () =>
          withInngestErrors(() => runBatch(deps, event.data.batchId)),
        );
        if (!more) return;
      }
    },
  );
}
