import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';

/** A run that found everything it will find and whose items have all ended. */
const IS_DONE = Prisma.sql`r."state" = 'running' AND r."outcome" IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM "syncItems" i WHERE i."syncRunId" = r."id" AND i."outcome" IS NULL)`;

/** Finishes those of the runs that are done. Safe to call at any time; whoever ends an item calls it afterwards. */
export async function finishRunsIfDone(
  db: PrismaClient | Prisma.TransactionClient,
  syncRunIds: string[],
): Promise<void> {
  const done = await db.$queryRaw<{ id: string }[]>`
    SELECT r."id"::text FROM "syncRuns" r WHERE r."id" = ANY(${syncRunIds}::uuid[]) AND ${IS_DONE}`;
  await finishHeld(db, done);
}

/**
 * Runs what depends on whether runs have items while nobody can add any: whoever adds items to a run holds it
 * meanwhile. The work begins with a statement of its own, which sees what the holder before has done.
 */
export async function holdingRuns<T>(
  db: PrismaClient | Prisma.TransactionClient,
  syncRunIds: string[],
  work: (tx: Prisma.TransactionClient) => Promise<T>,
): Promise<T> {
  const holding = async (tx: Prisma.TransactionClient) => {
    await tx.$executeRaw`
      SELECT 1 FROM "syncRuns" WHERE "id" = ANY(${syncRunIds}::uuid[]) ORDER BY "id" FOR NO KEY UPDATE`;
    return work(tx);
  };
  // Within a transaction this is a savepoint of it.
  return isClient(db) ? db.$transaction(holding) : holding(db);
}

/** Running runs that nobody finished: a process died between an item's end and the look at its run. */
export async function finishForgottenRuns(db: PrismaClient): Promise<void> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT r."id"::text FROM "syncRuns" r WHERE ${IS_DONE} ORDER BY r."createdAt" LIMIT 200`;
  await finishHeld(db, rows);
}

/** Those that are still done once nobody can add anything to them. */
async function finishHeld(db: PrismaClient | Prisma.TransactionClient, runs: { id: string }[]): Promise<void> {
  if (runs.length === 0) return;
  const ids = runs.map(({ id }) => id);
  await holdingRuns(
    db,
    ids,
    (tx) => tx.$executeRaw`
      WITH done AS (
        UPDATE "syncRuns" r SET "state" = 'finished', "finishedAt" = clock_timestamp()
        WHERE r."id" = ANY(${ids}::uuid[]) AND ${IS_DONE}
        RETURNING r."id", r."kind"
      )
      INSERT INTO "catalogSyncLogs" ("syncRunId", "eventType", "detail")
      SELECT "id", 'heartbeat_done', jsonb_build_object('found',
        (SELECT count(*) FROM "syncItems" i WHERE i."syncRunId" = done."id"))
      FROM done WHERE "kind" = 'heartbeat'`,
  );
}

const isClient = (db: PrismaClient | Prisma.TransactionClient): db is PrismaClient => '$transaction' in db;
