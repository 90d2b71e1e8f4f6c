import { Cron } from 'croner';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import type { Overview } from './overview.schema';

const TIMEZONE = /^(?:CRON_)?TZ=(\S+)\s+/;

/** When a cron pattern comes next, in UTC unless it names a time zone, as the engine has it; null: never. */
export function nextTick(pattern: string, now: Date): Date | null {
  const timezone = TIMEZONE.exec(pattern)?.[1] ?? 'UTC';
  return new Cron(pattern.replace(TIMEZONE, ''), { timezone, mode: '5-or-6-parts', paused: true }).nextRun(now);
}

/** Whether the heartbeat is paused, its last run, and when its cron comes next. */
export async function readHeartbeat(
  db: Prisma.TransactionClient,
  { cron, now }: { cron: string; now: Date },
): Promise<Overview['heartbeat']> {
  const [pause, last] = await Promise.all([
    db.pause.findUnique({ where: { what: 'heartbeat' }, select: { since: true } }),
    db.syncRun.findFirst({
      where: { kind: 'heartbeat' },
      orderBy: { createdAt: 'desc' },
      select: { id: true, createdAt: true, state: true },
    }),
  ]);
  // Of this run alone: as a `_count` of it, Prisma would count the items of every run there was.
  const products = last === null ? 0 : await db.syncItem.count({ where: { syncRunId: last.id } });
  return {
    pausedSince: pause?.since.toISOString() ?? null,
    last: last && {
      ...{ syncRunId: last.id, at: last.createdAt.toISOString(), state: last.state },
      products,
    },
    next: pause ? null : (nextTick(cron, now)?.toISOString() ?? null),
  };
}
