import type { Prisma } from '@/lib/platform/prisma-client/client';

/** Counts a run's counters from its items again: items vanish with a seller who asked to be erased. */
export async function recountRun(db: Prisma.TransactionClient, syncRunId: string): Promise<void> {
  await db.$executeRaw`
    WITH locked AS (SELECT "id" FROM "syncRuns" WHERE "id" = ${syncRunId}::uuid FOR NO KEY UPDATE),
    tally AS (
      SELECT count(*)::int AS "found",
        count(*) FILTER (WHERE "hydrated")::int AS "hydrated", count(*) FILTER (WHERE "embedded")::int AS "embedded",
        count(*) FILTER (WHERE "persisted")::int AS "persisted",
        count(*) FILTER (WHERE "outcome" = 'approved')::int AS "approved",
        count(*) FILTER (WHERE "outcome" = 'flagged')::int AS "flagged",
        count(*) FILTER (WHERE "outcome" = 'rejected')::int AS "rejected",
        count(*) FILTER (WHERE "outcome" = 'unchanged')::int AS "unchanged",
        count(*) FILTER (WHERE "outcome" = 'inactive')::int AS "inactive",
        count(*) FILTER (WHERE "outcome" = 'failed')::int AS "failed"
      FROM "syncItems" WHERE "syncRunId" = ${syncRunId}::uuid
    )
    UPDATE "syncRuns" r SET "found" = t."found", "hydrated" = t."hydrated", "embedded" = t."embedded",
      "persisted" = t."persisted", "approved" = t."approved", "flagged" = t."flagged", "rejected" = t."rejected",
      "unchanged" = t."unchanged", "inactive" = t."inactive", "failed" = t."failed"
    FROM tally t, locked l WHERE r."id" = l."id"`;
}
