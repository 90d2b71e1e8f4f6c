import type { Prisma } from '@/lib/platform/prisma-client/client';

/** Finishes a running run that found everything it will find and whose items have all ended. Safe to call at any time. */
export async function finishRunIfDone(db: Prisma.TransactionClient, syncRunId: string): Promise<boolean> {
  return (await finishRunsIfDone(db, [syncRunId])).length > 0;
}

/** The same for several. Returns those that finished. */
export async function finishRunsIfDone(db: Prisma.TransactionClient, syncRunIds: string[]): Promise<string[]> {
  const finished = await db.$queryRaw<{ id: string }[]>`
    WITH done AS (
      UPDATE "syncRuns" SET "state" = 'finished', "finishedAt" = clock_timestamp()
      WHERE "id" = ANY(${syncRunIds}::uuid[]) AND "state" = 'running' AND "outcome" IS NOT NULL
        AND "found" = "approved" + "flagged" + "rejected" + "unchanged" + "inactive" + "failed"
      RETURNING "id", "kind", "found"
    ), heartbeat_end AS (
      INSERT INTO "catalogSyncLogs" ("syncRunId", "eventType", "detail")
      SELECT "id", 'heartbeat_done', jsonb_build_object('found', "found") FROM done WHERE "kind" = 'heartbeat'
    )
    SELECT "id"::text FROM done`;
  return finished.map(({ id }) => id);
}
