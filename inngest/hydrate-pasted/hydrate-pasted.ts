import type { Inngest } from 'inngest';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { readItemsToHydrate } from '@/lib/syncs/open-items';
import { withInngestErrors } from '../errors';
import { sellerProductsNamed } from '../events';
import { sharedByLanes } from '../lanes';
import { OUTAGE_RETRIES } from '../product-stage/product-stage';
import { sendForHydration } from '../work-requests';

export interface HydratePastedDeps {
  db: PrismaClient;
}

/** Rows are read and events sent: more at once would only wait for the database. */
const RUNS_AT_ONCE = 2;
const RUNS_OF_ONE_LANE = 1;

/**
 * seller/products.named → product/hydrate.requested for each: what is too much to be sent while somebody waits for an
 * answer.
 */
export function createHydratePasted(inngest: Inngest, { db }: HydratePastedDeps) {
  return inngest.createFunction(
    {
      id: 'hydrate-pasted',
      triggers: [sellerProductsNamed],
      concurrency: sharedByLanes({ all: RUNS_AT_ONCE, ofOneLane: RUNS_OF_ONE_LANE }),
      // Should all of them fail, the sweep sends the items on.
      retries: OUTAGE_RETRIES,
    },
    async ({ event, step }) => {
      const items = await step.run('read', () => withInngestErrors(() => readItemsToHydrate(db, event.data.syncRunId)));
      await sendForHydration(step, 'hydrate', items);
    },
  );
}
