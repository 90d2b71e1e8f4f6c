import { cron, type Inngest } from 'inngest';
import { noteBeat } from '@/lib/beats/beats';
import { takeStuckBatches } from '@/lib/moderation/batches/stuck-batches';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { SyncStage } from '@/lib/platform/prisma-client/enums';
import { finishForgottenRuns } from '@/lib/syncs/finish-run';
import { type ItemMove, moveItemsOfRuns } from '@/lib/syncs/move-items';
import type { OpenItem } from '@/lib/syncs/open-items';
import { endScout } from '@/lib/syncs/scout-run';
import {
  readExpiredScouts,
  readGivenUpItems,
  takeLostItems,
  takeStuckItems,
  takeStuckScouts,
} from '@/lib/syncs/stuck-work';
import { withInngestErrors } from '../errors';
import { batchRequested, sellerSyncRequested, sweepRequested } from '../events';
import { failedMove } from '../product-stage/failures';
import { chunksOf, redriveEvent } from '../work-requests';

export interface SweepStuckWorkDeps {
  db: PrismaClient;
  /** How long something has to stand still to count as stuck; for tests. */
  idleMs?: number;
  /** How long it may take until what was handed on begins; for tests. */
  lostMs?: number;
}

/**
 * Longer than anybody waits for WhatsApp (5 minutes of Retry-After at most). Quality control may wait for longer: what
 * is sent on then begins anew, and the one that sleeps finds that it has it no more.
 */
const IDLE_MS = 10 * 60_000;
/** Longer than a queue that has nothing else to do takes to begin. */
const LOST_MS = 60_000;
/** This long after its first visit a catalogue that could not be read is given back to its seller. */
const SCOUT_EXPIRY_MS = 2 * 3_600_000;
/** As much as one sweep sends on again: what is left is the next one's, a minute later. */
const TAKEN = 1_000;
/** Likewise, of catalogues, and of bulk decisions. */
const TAKEN_SCOUTS = 200;
const TAKEN_BATCHES = 20;

/** Every minute, or when asked: sends on again what was lost or stands still, ends what cannot be driven. */
export function createSweepStuckWork(inngest: Inngest, deps: SweepStuckWorkDeps) {
  const { db, idleMs = IDLE_MS, lostMs = LOST_MS } = deps;
  return inngest.createFunction(
    { id: 'sweep-stuck-work', triggers: [cron('* * * * *'), sweepRequested], concurrency: 1, retries: 2 },
    async ({ step }) => {
      const redriven = await step.run('take-stuck', () =>
        withInngestErrors(async () => {
          await noteBeat(db, 'sweep');
          const lost = await takeLostItems(db, { lostMs, limit: TAKEN });
          return [...lost, ...(await takeStuckItems(db, { idleMs, limit: TAKEN }))];
        }),
      );
      for (const [i, chunk] of chunksOf(redriven).entries()) {
        await step.sendEvent(`redrive-${i}`, chunk.map(redriveEvent));
      }
      const scouts = await step.run('stuck-scouts', () =>
        withInngestErrors(async () => {
          const expired = await readExpiredScouts(db, { expiryMs: SCOUT_EXPIRY_MS, limit: TAKEN_SCOUTS });
          for (const run of expired) await endScout(db, { ...run, ...GIVEN_UP_SCOUT });
          return takeStuckScouts(db, { idleMs, lostMs, limit: TAKEN_SCOUTS });
        }),
      );
      if (scouts.length > 0) {
        await step.sendEvent(
          'scout-again',
          scouts.map((run) => sellerSyncRequested.create(run)),
        );
      }
      const batches = await step.run('stuck-batches', () =>
        withInngestErrors(() => takeStuckBatches(db, TAKEN_BATCHES)),
      );
      if (batches.length > 0) {
        await step.sendEvent(
          'batches-again',
          batches.map((batchId) => batchRequested.create({ batchId })),
        );
      }
      return step.run('give-up', () =>
        withInngestErrors(async () => {
          await giveUp(db, await readGivenUpItems(db, { idleMs, limit: TAKEN }));
          await finishForgottenRuns(db);
          return { redriven: redriven.length, scouts: scouts.length };
        }),
      );
    },
  );
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
