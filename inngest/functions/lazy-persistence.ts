import type { Inngest } from 'inngest';
import { productApproved } from '../events';
import { batchOfOneLane, sharedByLanes } from '../lanes';
import { workInRounds } from '../rounds';
import { type ApprovedRef, endUnpersisted, type PersistDeps, persistBatch } from '../stages/persist-batch';
import { failedData, problemOf } from './failed-items';
import { OUTAGE_RETRIES } from './retries';

export type LazyPersistenceDeps = PersistDeps;

/** All of a batch are in memory at once. */
const BATCH = 8;
/** Two, so that one batch's pictures are fetched while the other's are written down. */
const BATCHES_OF_ONE_LANE = 2;
/** One place is always somebody else's, whoever has much waiting. */
const BATCHES_AT_ONCE = 3;

/** product/approved → the picture becomes ours. When that fails for good the product stays on WhatsApp's link. */
export function createLazyPersistence(inngest: Inngest, deps: LazyPersistenceDeps) {
  return inngest.createFunction(
    {
      id: 'lazy-persistence',
      triggers: [productApproved],
      batchEvents: batchOfOneLane(BATCH),
      concurrency: sharedByLanes({ all: BATCHES_AT_ONCE, ofOneLane: BATCHES_OF_ONE_LANE }),
      retries: OUTAGE_RETRIES,
      onFailure: ({ event, error }) => {
        const why = problemOf(error);
        const failed = failedData(event, productApproved.schema);
        return endUnpersisted(
          deps,
          failed.map((ref) => ({ ref, why })),
        );
      },
    },
    async ({ events, step }) => {
      await workInRounds<ApprovedRef>({
        step,
        name: 'persist',
        items: events.map((event) => event.data),
        work: (pending, round) => deps.report.timed('persist', () => persistBatch(deps, pending, round)),
      });
    },
  );
}
