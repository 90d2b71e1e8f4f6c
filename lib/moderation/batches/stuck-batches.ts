import type { Prisma } from '@/lib/platform/prisma-client/client';

/** Longer than a chunk takes on a busy machine. */
const IDLE_MINUTES = 2;
/** A draft that nobody started is no more than a preview that was looked at. */
const DRAFT_HOURS = 24;

/** Takes started ones that stand still, by whatever died, to be carried on; their wait begins anew. */
export async function takeStuckBatches(db: Prisma.TransactionClient, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH stuck AS (
      SELECT "id" FROM "reviewBatches"
      WHERE "finishedAt" IS NULL AND "startedAt" IS NOT NULL
        AND "touchedAt" < now() - make_interval(mins => ${IDLE_MINUTES}::int)
      ORDER BY "touchedAt" LIMIT ${limit} FOR UPDATE SKIP LOCKED
    )
    UPDATE "reviewBatches" b SET "touchedAt" = now() FROM stuck s WHERE b."id" = s."id" RETURNING b."id"`;
  return rows.map(({ id }) => id);
}

/** Drafts, and what is left of batches whose products have all been erased. Returns how many. */
export async function forgetBatches(db: Prisma.TransactionClient): Promise<number> {
  return db.$executeRaw`
    DELETE FROM "reviewBatches" b
    WHERE (b."startedAt" IS NULL AND b."createdAt" < now() - make_interval(hours => ${DRAFT_HOURS}::int))
      OR (b."startedAt" IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM "reviewBatchItems" i WHERE i."batchId" = b."id"))`;
}
