import type { Inngest } from 'inngest';
import { productEmbedded, productHydrated } from '../events';
import { batchOfOneLane, sharedByLanes } from '../lanes';
import { inRound, workInRounds } from '../rounds';
import { type EmbedDeps, embedBatch } from '../stages/embed-batch';
import { endFailed, failedData } from './failed-items';
import { OUTAGE_RETRIES } from './retries';

export type GenerateEmbeddingDeps = EmbedDeps;

/** Two, so that one batch's pictures are fetched while the model works on the other's. */
const BATCHES_OF_ONE_LANE = 2;
/** One place is always somebody else's, whoever has much waiting. */
const BATCHES_AT_ONCE = 3;

/** product/hydrated → the vector of picture and words, kept in PostgreSQL → product/embedded. */
export function createGenerateEmbedding(inngest: Inngest, deps: GenerateEmbeddingDeps) {
  return inngest.createFunction(
    {
      id: 'generate-embedding',
      triggers: [productHydrated],
      batchEvents: batchOfOneLane(20),
      concurrency: sharedByLanes({ all: BATCHES_AT_ONCE, ofOneLane: BATCHES_OF_ONE_LANE }),
      retries: OUTAGE_RETRIES,
      onFailure: ({ event, error }) =>
        endFailed(deps.db, failedData(event, productHydrated.schema), { eventType: 'embed_failed', error }),
    },
    async ({ events, step }) => {
      await workInRounds({
        step,
        name: 'embed',
        items: events.map((event) => event.data),
        work: (pending, round) => deps.report.timed('embed', () => embedBatch(deps, pending, round)),
        handOn: (items, round) =>
          step.sendEvent(
            inRound('embedded', round),
            items.map((item) => productEmbedded.create(item)),
          ),
      });
    },
  );
}
