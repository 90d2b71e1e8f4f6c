import type { GetStepTools, Inngest } from 'inngest';
import type { AskForLookDeps } from '@/lib/sellers/proof/ask-for-look';
import { type ItemRef, type OpenItem, refOf } from '@/lib/syncs/open-items';
import type { ReplayDeps } from '@/lib/syncs/replay-work';
import { queueAway } from './client';
import {
  productApproved,
  productEmbedded,
  productHydrated,
  productHydrateRequested,
  sellerProductsNamed,
  sellerProofRequested,
  sellerSyncRequested,
} from './events';

/** Inngest takes 5,000 events or 3 MB at once; smaller sends start the first batches sooner. */
const CHUNK = 500;

/**
 * What starts work whose rows are written: while somebody waits for an answer, so one send each. Errors:
 * `queue_unavailable`.
 */
export function workRequests(inngest: Inngest): Omit<ReplayDeps, 'db'> {
  const send = sending(inngest, IS_KEPT);
  return {
    requestSync: async (run) => {
      // Once in each lane: whoever joins a sync that waits in another's queue may do so many times.
      const once = run.lane === undefined ? {} : { id: `${run.syncRunId}/${run.lane}` };
      await send(sellerSyncRequested.create(run, once));
    },
    requestHydration: async (items) => {
      if (items.length <= CHUNK) await send(items.map((item) => productHydrateRequested.create(item)));
      else await send(runsOf(items).map((run) => sellerProductsNamed.create(run)));
    },
    requestStages: async (items) => {
      for (const chunk of chunksOf(items)) await send(chunk.map(redriveEvent));
    },
  };
}

/** A seller waits for their code to be found. Nobody sends it again: they do. Errors: `queue_unavailable`. */
export const proofRequests = (inngest: Inngest): Pick<AskForLookDeps, 'requestLook'> => ({
  requestLook: async (look) => void (await sending(inngest)(sellerProofRequested.create(look))),
});

const sending =
  (inngest: Inngest, message?: string): Inngest['send'] =>
  (events) =>
    inngest.send(events).catch((cause: unknown) => {
      throw queueAway(cause, message);
    });

/** The sweep sends what has its rows. */
const IS_KEPT =
  'Soko’s queue of work does not answer. What was asked for is kept, and starts within minutes by itself.';

function runsOf(items: ItemRef[]): { syncRunId: string; lane: string | undefined }[] {
  const runs = new Map(items.map(({ syncRunId, lane }) => [syncRunId, { syncRunId, lane }]));
  return [...runs.values()];
}

const EVENT_OF = {
  hydrate: productHydrateRequested,
  embed: productHydrated,
  review: productEmbedded,
  persist: productApproved,
} as const;

/** What starts an item's stage again. */
export function redriveEvent(item: OpenItem) {
  const stageEvent = EVENT_OF[item.stage === 'done' ? 'hydrate' : item.stage];
  return stageEvent.create(refOf(item));
}

export function chunksOf<T>(items: T[], size = CHUNK): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

/** → product/hydrate.requested for each, in steps named `${name}-0` … */
export async function sendForHydration(step: GetStepTools<Inngest>, name: string, items: ItemRef[]): Promise<void> {
  for (const [i, chunk] of chunksOf(items).entries()) {
    await step.sendEvent(
      `${name}-${i}`,
      chunk.map((item) => productHydrateRequested.create(item)),
    );
  }
}
