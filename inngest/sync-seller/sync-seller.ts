import type { Inngest } from 'inngest';
import type { CatalogScout, ScoutOutcome } from '@/lib/catalog/catalog-scout';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { type ItemRef, readItemsToHydrate } from '@/lib/syncs/open-items';
import { addFoundProducts, endScout, startRun } from '@/lib/syncs/scout-run';
import { withInngestErrors } from '../errors';
import { sellerSyncRequested } from '../events';
import { sharedByLanes } from '../lanes';
import { failedData, problemOf } from '../product-stage/failures';
import type { StageDeps } from '../product-stage/product-stage';
import { sendForHydration } from '../work-requests';
import { recordVisit } from './scout-spans';

export interface SyncSellerDeps extends StageDeps {
  scout: Pick<CatalogScout, 'scout'>;
}

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

interface ScoutedRun {
  syncRunId: string;
  sellerPhone: string;
  lane?: string | undefined;
}

type Scouted =
  | { kind: 'hydrate'; items: ItemRef[] }
  | { kind: 'blocked'; afterMs: number }
  | { kind: 'ended'; outcome: string };

/** How often a Scout that was turned away comes back, and after how long. */
const WAITS_WHEN_BLOCKED_MS = [30_000, 120_000];

/**
 * One visit to a seller's catalogue. Safe to run twice: what was found is handed on again, nothing is visited again.
 */
async function scoutCatalogue(deps: SyncSellerDeps, run: ScoutedRun, visit: number): Promise<Scouted> {
  const { db } = deps;
  const { syncRunId, lane } = run;
  if (!(await startRun(db, syncRunId, lane)))
    return { kind: 'hydrate', items: await readItemsToHydrate(db, syncRunId) };
  const startedAt = Date.now();
  const scouted = await visitCatalogue(deps, run, visit);
  const outcome = scouted.kind === 'ended' ? scouted.outcome : scouted.kind === 'blocked' ? 'blocked' : 'found';
  await recordVisit(db, { syncRunId, startedAt, outcome });
  return scouted;
}

async function visitCatalogue({ db, scout }: SyncSellerDeps, run: ScoutedRun, visit: number): Promise<Scouted> {
  const { syncRunId, sellerPhone } = run;
  const outcome = await scout.scout(sellerPhone);
  if (outcome.kind === 'blocked' && visit < WAITS_WHEN_BLOCKED_MS.length) {
    return { kind: 'blocked', afterMs: Math.max(WAITS_WHEN_BLOCKED_MS[visit] ?? 0, outcome.retryAfterMs ?? 0) };
  }
  if (outcome.kind !== 'found') return end(db, run, outcome.kind, messageOf(outcome));
  // Other sellers' products are shown beside a catalogue now and then: they are theirs to bring.
  const products = outcome.products.filter((product) => product.sellerPhone === sellerPhone);
  if (products.length === 0) return end(db, run, 'not_understood', NOT_UNDERSTOOD);
  await addFoundProducts(db, { syncRunId, sellerPhone, products, complete: outcome.complete });
  return { kind: 'hydrate', items: await readItemsToHydrate(db, syncRunId) };
}

async function end(db: PrismaClient, run: ScoutedRun, outcome: string, detail: string): Promise<Scouted> {
  await endScout(db, { ...run, outcome, detail });
  return { kind: 'ended', outcome };
}

const PASTE_PRODUCTS =
  'Open each product in WhatsApp, tap Share, and paste the products’ own links here: they always work.';
const NOT_UNDERSTOOD = `WhatsApp showed the catalogue in a way that Soko cannot read. ${PASTE_PRODUCTS}`;

function messageOf(outcome: Exclude<ScoutOutcome, { kind: 'found' }>): string {
  switch (outcome.kind) {
    case 'interstitial':
      return `WhatsApp only shows this catalogue in its app. ${PASTE_PRODUCTS}`;
    case 'not_found':
      return 'WhatsApp knows no catalogue for this number. Check the number, and that the catalogue is not hidden.';
    case 'blocked':
      return `WhatsApp turned us away for now. Sync again in an hour. Or: ${PASTE_PRODUCTS}`;
    case 'not_understood':
      return NOT_UNDERSTOOD;
  }
}
