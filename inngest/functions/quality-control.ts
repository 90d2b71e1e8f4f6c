import type { Inngest } from 'inngest';
import { productApproved, productEmbedded, productHydrated } from '../events';
import { batchOfOneLane, sharedByLanes } from '../lanes';
import { inRound, workInRounds } from '../rounds';
import { flagUnjudged, type ReviewDeps, reviewBatch } from '../stages/review-batch';
import { failedData, problemOf } from './failed-items';
import { OUTAGE_RETRIES } from './retries';

export type QualityControlDeps = ReviewDeps;

/** All of a batch are with the reviewer at once, each with one picture in memory: as many as a process has room for. */
const BATCH = 8;
/** Two, so that one batch is asked about while the other's answers are written down. */
const BATCHES_OF_ONE_LANE = 2;
/** One place is always somebody else's, whoever has much waiting. */
const BATCHES_AT_ONCE = 3;
/** 1,920 products a minute: about what a paid Gemini tier grants. A smaller quota answers 429, which is waited out. */
const BATCHES_PER_SECOND = 4;

/** product/embedded → a decision, applied at once → product/approved. What cannot be judged is flagged, never approved. */
export function createQualityControl(inngest: Inngest, deps: QualityControlDeps) {
  return inngest.createFunction(
    {
      id: 'quality-control',
      triggers: [productEmbedded],
      batchEvents: batchOfOneLane(BATCH),
      concurrency: sharedByLanes({ all: BATCHES_AT_ONCE, ofOneLane: BATCHES_OF_ONE_LANE }),
      throttle: { limit: BATCHES_PER_SECOND, period: '1s', burst: BATCHES_PER_SECOND },
      retries: OUTAGE_RETRIES,
      onFailure: ({ event, error }) => {
        const { code, message } = problemOf(error);
        return flagUnjudged(deps, failedData(event, productEmbedded.schema), `${code}: ${message}`);
      },
    },
    async ({ events, step }) => {
      await workInRounds({
        step,
        name: 'review',
        items: events.map((event) => event.data),
        work: async (pending, round) => {
          const { embed, ...result } = await deps.report.timed('review', () => reviewBatch(deps, pending, round));
          // Within the step: a step of its own for the rare picture that changed would cost every batch a step.
          if (embed.length > 0) await inngest.send(embed.map((item) => productHydrated.create(item)));
          return result;
        },
        handOn: (items, round) =>
          step.sendEvent(
            inRound('approved', round),
            items.map((item) => productApproved.create(item)),
          ),
      });
    },
  );
}
