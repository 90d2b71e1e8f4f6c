import type { Prisma } from '@/lib/platform/prisma-client/client';
import { type Timeline, WATCHED_STAGES, type WatchedStage } from './overview.schema';

/** How each event of the log counts. Starts, and what comes on the market, count as nothing. */
const COUNTED: Record<string, readonly [stage: WatchedStage, how: 'done' | 'failed']> = {
  scout_success: ['scout', 'done'],
  scout_failed: ['scout', 'failed'],
  hydrate_success: ['hydrate', 'done'],
  hydrate_unchanged: ['hydrate', 'done'],
  hydrate_404: ['hydrate', 'done'],
  hydrate_failed: ['hydrate', 'failed'],
  embed_success: ['embed', 'done'],
  embed_failed: ['embed', 'failed'],
  qc_approved: ['review', 'done'],
  qc_flagged: ['review', 'done'],
  qc_rejected: ['review', 'done'],
  qc_error: ['review', 'failed'],
  lazy_persist_success: ['persist', 'done'],
  lazy_persist_failed: ['persist', 'failed'],
};
const SLOWED_DOWN = 'hydrate_429';

export interface EventCount {
  /** Counted from 0, the oldest. */
  step: number;
  eventType: string;
  count: number;
}

/** Pure. What the log's counts mean, step by step. */
export function arrangeTimeline(
  counts: EventCount[],
  { from, stepSeconds, steps }: { from: Date; stepSeconds: number; steps: number },
): Timeline {
  const zeroes = () => Array.from({ length: steps }, () => 0);
  const stages = WATCHED_STAGES.map((stage) => ({ stage, done: zeroes(), failed: zeroes() }));
  const slowedDown = zeroes();
  const add = (row: number[], { step, count }: EventCount) => {
    if (step >= 0 && step < steps) row[step] = (row[step] ?? 0) + count;
  };
  for (const each of counts) {
    if (each.eventType === SLOWED_DOWN) add(slowedDown, each);
    const [stage, how] = COUNTED[each.eventType] ?? [];
    const row = stages.find((one) => one.stage === stage);
    if (row && how) add(row[how], each);
  }
  return { from: from.toISOString(), stepSeconds, stages, slowedDown };
}

/** Throughput by stage: the last `steps` steps of the clock, the running one among them. */
export async function readTimeline(
  db: Prisma.TransactionClient,
  { stepSeconds, steps, now }: { stepSeconds: number; steps: number; now: Date },
): Promise<Timeline> {
  const stepMs = stepSeconds * 1000;
  const from = new Date((Math.floor(now.getTime() / stepMs) - steps + 1) * stepMs);
  const counts = await db.$queryRaw<EventCount[]>`
    SELECT floor(extract(epoch FROM "createdAt" - ${from}) / ${stepSeconds})::int AS "step", "eventType",
      count(*)::int AS "count"
    FROM "catalogSyncLogs" WHERE "createdAt" >= ${from} GROUP BY 1, 2`;
  return arrangeTimeline(counts, { from, stepSeconds, steps });
}
