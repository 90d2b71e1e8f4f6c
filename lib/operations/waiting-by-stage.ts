import type { Prisma } from '@/lib/platform/prisma-client/client';
import { type Overview, WATCHED_STAGES } from './overview.schema';

interface Waiting {
  stage: string;
  waiting: number;
  held: number;
  oldest: Date | null;
}

/**
 * What each stage has before it. `held`: those of them that wait for something that is paused. Catalogues wait in their
 * runs.
 */
export async function readWaitingByStage(db: Prisma.TransactionClient): Promise<Overview['stages']> {
  const rows = await db.$queryRaw<Waiting[]>`
    SELECT "stage"::text, count(*)::int AS "waiting", count("waitsFor")::int AS "held", min("updatedAt") AS "oldest"
    FROM "syncItems" WHERE "outcome" IS NULL GROUP BY "stage"
    UNION ALL
    SELECT 'scout', count(*)::int, 0, min("requestedAt") FROM "syncRuns"
    WHERE "state" IN ('queued', 'running') AND "kind" = 'catalogue' AND "outcome" IS NULL`;
  return WATCHED_STAGES.map((stage) => {
    const row = rows.find((each) => each.stage === stage);
    const { waiting = 0, held = 0, oldest = null } = row ?? {};
    return { stage, waiting, held, oldest: oldest?.toISOString() ?? null };
  });
}
