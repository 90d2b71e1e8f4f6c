import type { Inngest } from 'inngest';
import type { ItemRef } from '@/lib/syncs/open-items';
import { productApproved, productHydrated, productHydrateRequested } from '../events';
import { batchOfOneLane, sharedByLanes } from '../lanes';
import { inRound, workInRounds } from '../rounds';
import { type HydrateDeps, hydrateBatch } from '../stages/hydrate-batch';
import { endFailed, failedData } from './failed-items';
import { OUTAGE_RETRIES } from './retries';

export type HydrateProductDeps = HydrateDeps;

/** Batches at once. More than one, so that a batch in its backoff or its last slow page leaves no fetch slot idle. */
const BATCHES_AT_ONCE = 4;
/** Three batches keep the fetch slots of one process filled; the fourth is somebody else's. */
const BATCHES_OF_ONE_LANE = 3;

/** product/hydrate.requested → reads product pages → product/hydrated for what changed. */
export function createHydrateProduct(inngest: Inngest, deps: HydrateProductDeps) {
  return inngest.createFunction(
    {
      id: 'hydrate-product',
      triggers: [productHydrateRequested],
      batchEvents: batchOfOneLane(20),
      concurrency: sharedByLanes({ all: BATCHES_AT_ONCE, ofOneLane: BATCHES_OF_ONE_LANE }),
      retries: OUTAGE_RETRIES,
      onFailure: ({ event, error }) =>
        endFailed(deps.db, failedData(event, productHydrateRequested.schema), { eventType: 'hydrate_failed', error }),
    },
    async ({ events, step }) => {
      await workInRounds({
        step,
        name: 'hydrate',
        items: events.map((event) => event.data),
        work: async (pending, round) => {
          const { persist, ...result } = await deps.report.timed('hydrate', () => hydrateBatch(deps, pending, round));
          // Outside of the run, whose item has ended unchanged.
          await sendAll(persist.map((item) => productApproved.create({ ...item, syncRunId: null })));
          return result;
        },
        handOn: (items: ItemRef[], round) =>
          step.sendEvent(
            inRound('hydrated', round),
            items.map((item) => productHydrated.create(item)),
          ),
      });
    },
  );

  /** Within the step: a step of its own for the rare picture that could not be stored would cost every batch a step. */
  async function sendAll(events: ReturnType<typeof productApproved.create>[]): Promise<void> {
    if (events.length > 0) await inngest.send(events);
  }
}
