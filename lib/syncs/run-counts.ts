import type { Prisma } from '@/lib/platform/prisma-client/client';
import type { RunCounts } from './sync-view.schema';

export const NO_COUNTS: RunCounts = {
  ...{ found: 0, hydrated: 0, embedded: 0, persisted: 0 },
  ...{ approved: 0, flagged: 0, rejected: 0, unchanged: 0, inactive: 0, failed: 0 },
};

/** What the items of these runs say, by run; none for a run without items. */
export async function countItems(db: Prisma.TransactionClient, syncRunIds: string[]): Promise<Map<string, RunCounts>> {
  if (syncRunIds.length === 0) return new Map();
  const rows = await db.$queryRaw<(RunCounts & { syncRunId: string })[]>`
    SELECT "syncRunId"::text, count(*)::int AS "found",
      count(*) FILTER (WHERE "hydrated")::int AS "hydrated",
      count(*) FILTER (WHERE "embedded")::int AS "embedded",
      count(*) FILTER (WHERE "persisted")::int AS "persisted",
      count(*) FILTER (WHERE "outcome" = 'approved')::int AS "approved",
      count(*) FILTER (WHERE "outcome" = 'flagged')::int AS "flagged",
      count(*) FILTER (WHERE "outcome" = 'rejected')::int AS "rejected",
      count(*) FILTER (WHERE "outcome" = 'unchanged')::int AS "unchanged",
      count(*) FILTER (WHERE "outcome" = 'inactive')::int AS "inactive",
      count(*) FILTER (WHERE "outcome" = 'failed')::int AS "failed"
    FROM "syncItems" WHERE "syncRunId" = ANY(${syncRunIds}::uuid[]) GROUP BY "syncRunId"`;
  return new Map(rows.map(({ syncRunId, ...counts }) => [syncRunId, counts]));
}
