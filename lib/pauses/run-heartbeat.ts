import { writeAudit } from '@/lib/platform/audit';
import { SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { Pausable, PauseChanged } from './pauses.schema';

export interface HeartbeatDeps {
  db: PrismaClient;
  /** → heartbeat/requested */
  requestHeartbeat(reason: string): Promise<unknown>;
}

/**
 * A heartbeat now, besides the cron's and also while that is paused. Written to the audit log. Errors:
 * `only_heartbeat_runs`; the queue's own, and then nothing is written.
 */
export async function runHeartbeat(
  { db, requestHeartbeat }: HeartbeatDeps,
  { what, actorId }: { what: Pausable; actorId: string },
): Promise<PauseChanged> {
  if (what !== 'heartbeat') {
    throw new SokoError({
      code: 'only_heartbeat_runs',
      message: 'Only the heartbeat can be run by itself. A stage works on whatever waits for it.',
      status: 422,
    });
  }
  await db.$transaction(async (tx) => {
    await writeAudit(tx, { actorId, action: 'heartbeat.asked', subject: 'stage:heartbeat' });
    await requestHeartbeat('asked for by an admin');
  });
  return { what, changed: true };
}
