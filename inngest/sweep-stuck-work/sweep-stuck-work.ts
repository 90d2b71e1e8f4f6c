import { cron, type Inngest } from 'inngest';
import { forgetBatches, readStuckBatches } from '@/lib/moderation/batches/stuck-batches';
import { forgetDecisionKeys } from '@/lib/moderation/decision-keys';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { SyncStage } from '@/lib/platform/prisma-client/enums';
import { forgetPhotoSearches } from '@/lib/search/photo-searches';
import { finishForgottenRuns } from '@/lib/syncs/finish-run';
import { forgetOldLogs, type LogRetention } from '@/lib/syncs/log-retention';
import { type ItemMove, moveItemsOfRuns } from '@/lib/syncs/move-items';
import { type OpenItem, refOf } from '@/lib/syncs/open-items';
import { endScout } from '@/lib/syncs/scout-run';
import { readExpiredScouts, readGivenUpItems, takeStuckItems, takeStuckScouts } from '@/lib/syncs/stuck-work';
import { withInngestErrors } from '../errors';
import {
  batchRequested,
  productApproved,
  productEmbedded,
  productHydrated,
  productHydrateRequested,
  sellerSyncRequested,
  sweepRequested,
} from '../events';
import { failedMove } from '../product-stage/failures';
import { chunksOf } from '../work-requests';

export interface SweepStuckWorkDeps {
  db: PrismaClient;
  /** lib/products/repair-index.ts */
  repairIndex(options: { full: boolean }): Promise<number>;
  logRetention: LogRetention;
  /** How long something has to stand still to count as stuck; for tests. */
  idleMs?: number;
  now?: () => Date;
}

/**
 * Longer than anybody waits for WhatsApp (5 minutes of Retry-After at most). Quality control may wait for longer: what
 * is sent on then is looked at beside the one that sleeps, and at worst asked about twice.
 */
const IDLE_MS = 10 * 60_000;
/** This long after its first visit a catalogue that could not be read is given back to its seller. */
const SCOUT_EXPIRY_MS = 2 * 3_600_000;
/** As much as one sweep sends on again: what is left is the next one's, 5 minutes later. */
const TAKEN = 1_000;
/** Likewise, of catalogues, and of bulk decisions. */
const TAKEN_SCOUTS = 200;
const TAKEN_BATCHES = 20;

/**
 * Every 5 minutes, or when asked: sends on again what stands still, ends what cannot be driven, mends the index,
 * forgets photo searches and old lines of logs.
 */
export function createSweepStuckWork(inngest: Inngest, deps: SweepStuckWorkDeps) {
  const { db, idleMs = IDLE_MS, now = () => new Date() } = deps;
  return inngest.createFunction(
    { id: 'sweep-stuck-work', triggers: [cron('*/5 * * * *'), sweepRequested], concurrency: 1, retries: 2 },
    async ({ step }) => {
      const redriven = await step.run('take-stuck', () =>
        withInngestErrors(() => takeStuckItems(db, { idleMs, limit: TAKEN })),
      );
      for (const [i, chunk] of chunksOf(redriven).entries()) {
        await step.sendEvent(`redrive-${i}`, chunk.map(redriveEvent));
      }
      const scouts = await step.run('stuck-scouts', () =>
        withInngestErrors(async () => {
          const expired = await readExpiredScouts(db, { expiryMs: SCOUT_EXPIRY_MS, limit: TAKEN_SCOUTS });
          for (const run of expired) await endScout(db, { ...run, ...GIVEN_UP_SCOUT });
          return takeStuckScouts(db, { idleMs, limit: TAKEN_SCOUTS });
        }),
      );
      if (scouts.length > 0) {
        await step.sendEvent(
          'scout-again',
          scouts.map((run) => sellerSyncRequested.create(run)),
        );
      }
      const batches = await step.run('stuck-batches', () =>
        withInngestErrors(() => readStuckBatches(db, TAKEN_BATCHES)),
      );
      if (batches.length > 0) {
        await step.sendEvent(
          'batches-again',
          batches.map((batchId) => batchRequested.create({ batchId })),
        );
      }
      return step.run('mend', () =>
        withInngestErrors(async () => {
          await giveUp(db, await readGivenUpItems(db, { idleMs, limit: TAKEN }));
          await finishForgottenRuns(db);
          await forgetPhotoSearches(db);
          await forgetBatches(db);
          await forgetDecisionKeys(db);
          await forgetOldLogs(db, deps.logRetention, now());
          const mended = await deps.repairIndex({ full: isNightly(now()) });
          return { redriven: redriven.length, scouts: scouts.length, mended };
        }),
      );
    },
  );
}

/** Counts that agree by chance hide one missing and one left over: once a day everything is looked through. */
function isNightly(at: Date): boolean {
  return at.getUTCHours() === 0 && at.getUTCMinutes() < 5;
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

async function giveUp(db: PrismaClient, items: OpenItem[]): Promise<void> {
  await moveItemsOfRuns(
    db,
    items.map((item) => ({ syncRunId: item.syncRunId, move: givenUpMove(item) })),
  );
}

/** An approved product whose picture could not be stored is approved all the same. */
export function givenUpMove({ productId, stage }: { productId: string; stage: SyncStage }): ItemMove {
  return { productId, ...failedMove(stage === 'done' ? 'hydrate' : stage, GIVEN_UP) };
}

const GIVEN_UP = {
  code: 'gave_up',
  message: 'This product stood still for hours although it was started again several times. Please sync again.',
};
const GIVEN_UP_SCOUT = {
  outcome: 'gave_up',
  detail: 'The catalogue could not be read for two hours. Please sync again.',
};
