import { openInngestClient } from '@/inngest/client';
import { sweepRequested } from '@/inngest/events';
import { createLogger } from '@/lib/platform/logger';
import type { FaultySystem } from './faulty-system';

/**
 * What the sweep's cron would do in the end, without waiting for it: what stands still has done so for half an hour,
 * and a sweep is asked for.
 */
export async function sweepEarly({ run, database }: FaultySystem, syncIds: readonly string[]): Promise<void> {
  const ids = [...syncIds];
  await database.pool.query(
    `UPDATE "syncItems" SET "updatedAt" = "updatedAt" - interval '30 minutes' * power(2, LEAST("redrives", 6))
     WHERE "syncRunId" = ANY($1::uuid[])`,
    [ids],
  );
  await database.pool.query(
    `UPDATE "syncRuns" SET "createdAt" = now() - interval '30 minutes', "requestedAt" = now() - interval '30 minutes',
       "startedAt" = "startedAt" - interval '30 minutes'
     WHERE "id" = ANY($1::uuid[]) AND "outcome" IS NULL`,
    [ids],
  );
  const { INNGEST_BASE_URL, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY } = run.environment;
  const settings = { INNGEST_BASE_URL, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY, INNGEST_DEV: undefined };
  const client = openInngestClient('soko-web', settings, createLogger({ name: 'faults', level: 'silent' }));
  await client.send(sweepRequested.create({ reason: 'asked for by a test of faults' }));
}
