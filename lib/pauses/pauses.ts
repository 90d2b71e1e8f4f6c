import { writeAudit } from '@/lib/platform/audit';
import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import { countWaiting } from '@/lib/syncs/waiting-items';
import {
  type Pausable,
  type PauseChanged,
  type PausedStage,
  pausableSchema,
  pausableStageSchema,
} from './pauses.schema';

export interface Pause {
  what: Pausable;
  reason: string | null;
  /** User id, or 'cli'. */
  pausedBy: string;
  since: Date;
}

/** What people have paused, the longest first. */
export async function readPauses(db: Prisma.TransactionClient): Promise<Pause[]> {
  const rows = await db.pause.findMany({ orderBy: [{ since: 'asc' }, { what: 'asc' }] });
  return rows.map((row) => ({ ...row, what: pausableSchema.parse(row.what) }));
}

export async function isPaused(db: Prisma.TransactionClient, what: Pausable): Promise<boolean> {
  return (await db.pause.count({ where: { what } })) > 0;
}

/** The paused stages, with how many products wait for each; without who and why, since readiness is public. */
export async function readPausedStages(db: Prisma.TransactionClient): Promise<PausedStage[]> {
  const pauses = await readPauses(db);
  const stages = pauses.flatMap(({ what, since }) => {
    const stage = pausableStageSchema.safeParse(what).data;
    return stage === undefined ? [] : [{ stage, since: since.toISOString() }];
  });
  if (stages.length === 0) return [];
  const waiting = new Map((await countWaiting(db)).map(({ service, products }) => [service, products]));
  return stages.map((paused) => ({ ...paused, waiting: waiting.get(paused.stage) ?? 0 }));
}

interface PauseRequest {
  what: Pausable;
  actorId: string;
}

/**
 * From here on a stage's products wait where they stand, with no attempt used, and the heartbeat's cron does nothing.
 * What a worker has in hand at this moment is still finished. Written to the audit log.
 */
export async function pauseWork(
  db: PrismaClient,
  { what, actorId, reason = null }: PauseRequest & { reason?: string | null },
): Promise<PauseChanged> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.pause.createMany({ data: [{ what, reason, pausedBy: actorId }], skipDuplicates: true });
    if (count > 0) await writeAudit(tx, lineOf({ what, actorId, paused: true, reason }));
    return { what, changed: count > 0 };
  });
}

export interface ResumeDeps {
  db: PrismaClient;
  /** → resume/requested */
  requestResume(reason: string): Promise<unknown>;
}

/** Ends a pause: what waited goes on at once, within a minute should the queue be away. Written to the audit log. */
export async function resumeWork({ db, requestResume }: ResumeDeps, request: PauseRequest): Promise<PauseChanged> {
  const { what, actorId } = request;
  const changed = await db.$transaction(async (tx) => {
    const { count } = await tx.pause.deleteMany({ where: { what } });
    if (count > 0) await writeAudit(tx, lineOf({ what, actorId, paused: false, reason: null }));
    return count > 0;
  });
  // The minute's cron finds them, too.
  if (changed && what !== 'heartbeat') await requestResume(`${what} was resumed`).catch(() => {});
  return { what, changed };
}

const lineOf = ({ what, actorId, paused, reason }: PauseRequest & { paused: boolean; reason: string | null }) => ({
  ...{ actorId, action: paused ? 'work.paused' : 'work.resumed', subject: `stage:${what}` },
  detail: { before: { paused: !paused }, after: { paused }, ...(reason === null ? {} : { reason }) },
});
