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
  /** Of the minute or the hour that they were counted in: its beginning. */
  at: Date;
  eventType: string;
  count: number;
}

interface Steps {
  from: Date;
  stepSeconds: number;
  steps: number;
}

/** Pure. What the log's counts mean, step by step. */
export function arrangeTimeline(counts: EventCount[], { from, stepSeconds, steps }: Steps): Timeline {
  const zeroes = () => Array.from({ length: steps }, () => 0);
  const stages = WATCHED_STAGES.map((stage) => ({ stage, done: zeroes(), failed: zeroes() }));
  const slowedDown = zeroes();
  const add = (row: number[], { at, count }: EventCount) => {
    const step = Math.floor((at.getTime() - from.getTime()) / 1000 / stepSeconds);
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

/** So many steps of the clock, the running one among them. */
function lastSteps(stepSeconds: number, steps: number, now: Date): Steps {
  const stepMs = stepSeconds * 1000;
  const from = new Date((Math.floor(now.getTime() / stepMs) - steps + 1) * stepMs);
  return { from, stepSeconds, steps };
}

/** Throughput by stage: the last hour by minute and the last day by hour, both from one look at the log. */
export async function readTimelines(
  db: Prisma.TransactionClient,
  now: Date,
): Promise<{ lastHour: Timeline; lastDay: Timeline }> {
  const [hour, day] = [lastSteps(60, 60, now), lastSteps(3_600, 24, now)];
  const counts = await db.$queryRaw<EventCount[]>`
    SELECT CASE WHEN "createdAt" >= ${hour.from} THEN date_bin('1 minute', "createdAt", 'epoch'::timestamptz)
        ELSE date_bin('1 hour', "createdAt", 'epoch'::timestamptz) END AS "at", "eventType", count(*)::int AS "count"
    FROM "catalogSyncLogs" WHERE "createdAt" >= ${day.from} GROUP BY 1, 2`;
  return { lastHour: arrangeTimeline(counts, hour), lastDay: arrangeTimeline(counts, day) };
}
