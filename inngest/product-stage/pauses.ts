import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { type FaultError, isFault } from '@/lib/service-faults/open-faults';
import { isInRun } from '@/lib/syncs/open-items';
import { letWait } from '@/lib/syncs/waiting-items';
import type { StageItem } from './attempts';
import type { ItemStage } from './failures';
import type { StageReport } from './stage-report';

/** A product at a stage that needs a service which is at fault. */
export interface Waiting {
  item: StageItem;
  error: FaultError;
}

/** What becomes of a batch's items when it is written down; all of them wait when that takes a service at fault. */
export async function unlessPaused<Settled>(
  batch: { item: StageItem }[],
  settle: () => Promise<Settled[]>,
): Promise<{ settled: Settled[]; waiting: Waiting[] }> {
  try {
    return { settled: await settle(), waiting: [] };
  } catch (error) {
    if (!isFault(error)) throw error;
    return { settled: [], waiting: batch.map(({ item }) => ({ item, error })) };
  }
}

/**
 * Leaves them where they stand: no attempt is used and nothing is judged. The fault itself is kept by whoever met it
 * (lib/service-faults/service-guard.ts). resume-paused-work sends them on once it is gone; what is outside of any run
 * is the next heartbeat's.
 */
export async function letAllWait(
  { db, report }: { db: PrismaClient; report: StageReport },
  stage: ItemStage,
  waiting: Waiting[],
): Promise<void> {
  for (const service of new Set(waiting.map(({ error }) => error.fault.service))) {
    const ofService = waiting.filter(({ error }) => error.fault.service === service);
    for (const { item, error } of ofService) report.product(stage, item, 'waits', error.code);
    await letWait(db, { service, stage, items: ofService.map(({ item }) => item).filter(isInRun) });
  }
}

/** A person has paused the stage. As above, until they resume it. */
export async function letStageWait(
  { db, report }: { db: PrismaClient; report: StageReport },
  stage: ItemStage,
  batch: { item: StageItem }[],
): Promise<void> {
  for (const { item } of batch) report.product(stage, item, 'waits', 'stage_paused');
  await letWait(db, { service: stage, stage, items: batch.map(({ item }) => item).filter(isInRun) });
}
