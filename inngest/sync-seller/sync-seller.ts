import type { Inngest } from 'inngest';
import { endScout } from '@/lib/syncs/scout-run';
import { withInngestErrors } from '../errors';
import { sellerSyncRequested } from '../events';
import { sharedByLanes } from '../lanes';
import { failedData, problemOf } from '../product-stage/failures';
import { sendForHydration } from '../work-requests';
import { type ScoutDeps, scoutCatalogue } from './scout-catalogue';

export type SyncSellerDeps = ScoutDeps;

/** Each is a browser page: memory, not speed, is the bound. */
const SCOUTS_AT_ONCE = 2;
/**
 * One page is always left to somebody else. And one visit per run at a time: a request sent twice finds the first one's
 * work done.
 */
const SCOUTS_OF_ONE_LANE = 1;

/** seller/sync.requested → the ids in a seller's catalogue → product/hydrate.requested for each. */
export function createSyncSeller(inngest: Inngest, deps: SyncSellerDeps) {
  return inngest.createFunction(
    {
      id: 'sync-seller',
      triggers: [sellerSyncRequested],
      concurrency: sharedByLanes({ all: SCOUTS_AT_ONCE, ofOneLane: SCOUTS_OF_ONE_LANE }),
      retries: 4,
      onFailure: async ({ event, error }) => {
        const { code, message } = problemOf(error);
        for (const run of failedData(event, sellerSyncRequested.schema)) {
          await endScout(deps.db, { ...run, outcome: code, detail: message });
        }
      },
    },
    async ({ event, step }) => {
      for (let visit = 0; ; visit++) {
        const scouted = await step.run(visit === 0 ? 'scout' : `scout-again-${visit}`, () =>
          withInngestErrors(() => deps.report.timed('scout', () => scoutCatalogue(deps, event.data, visit))),
        );
        if (scouted.kind === 'hydrate') return sendForHydration(step, 'hydrate', scouted.items);
        if (scouted.kind === 'ended') return;
        await step.sleep(`blocked-${visit + 1}`, scouted.afterMs);
      }
    },
  );
}
