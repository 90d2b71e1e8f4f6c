import type { Inngest } from 'inngest';
import type { ItemRef } from '@/lib/syncs/open-items';
import type { ReplayDeps } from '@/lib/syncs/replay-work';
import { productHydrateRequested, sellerProductsNamed, sellerSyncRequested } from './events';
import { CHUNK } from './send-in-chunks';

/** What starts work whose rows are written: while somebody waits for an answer, so one send each. */
export function workRequests(inngest: Inngest): Pick<ReplayDeps, 'requestSync' | 'requestHydration'> {
  return {
    requestSync: async (run) => {
      // Once in each lane: whoever joins a sync that waits in another's queue may do so many times.
      const once = run.lane === undefined ? {} : { id: `${run.syncRunId}/${run.lane}` };
      await inngest.send(sellerSyncRequested.create(run, once));
    },
    requestHydration: async (items) => {
      if (items.length <= CHUNK) await inngest.send(items.map((item) => productHydrateRequested.create(item)));
      else await inngest.send(runsOf(items).map((run) => sellerProductsNamed.create(run)));
    },
  };
}

function runsOf(items: ItemRef[]): { syncRunId: string; lane: string | undefined }[] {
  const runs = new Map(items.map(({ syncRunId, lane }) => [syncRunId, { syncRunId, lane }]));
  return [...runs.values()];
}
