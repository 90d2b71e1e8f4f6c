import type { Prisma } from '@/lib/platform/prisma-client/client';
import type { OpenItem } from './open-items';

/** How often the sweep sends one item on again before it gives up. */
export const MAX_REDRIVES = 5;

/**
 * Takes open items that have not moved for `idleMs` in runs where nothing else has moved for as long: waiting in the queue
 * of a run that progresses is not stuck. Each redrive doubles the wait, so that a run waiting behind others is not flooded.
 * Counts the redrive and starts the wait anew; two sweeps at once take different items.
 */
export async function takeStuckItems(
  db: Prisma.TransactionClient,
  { idleMs, limit }: { idleMs: number; limit: number },
): Promise<OpenItem[]> {
  return db.$queryRaw<OpenItem[]>`
    WITH idle AS (
      SELECT i."syncRunId" FROM "syncItems" i JOIN "syncRuns" r ON r."id" = i."syncRunId"
      WHERE r."state" = 'running'
      GROUP BY i."syncRunId"
      HAVING COALESCE(max(i."updatedAt") FILTER (WHERE i."redrives" = 0 OR i."outcome" IS NOT NULL), '-infinity')
        < clock_timestamp() - make_interval(secs => ${idleMs / 1000})
    ), stuck AS (
      SELECT i."syncRunId", i."productId" FROM "syncItems" i JOIN idle USING ("syncRunId")
      WHERE i."outcome" IS NULL AND i."redrives" < ${MAX_REDRIVES}
        AND i."updatedAt" < clock_timestamp() - make_interval(secs => ${idleMs / 1000} * power(2, i."redrives"))
      ORDER BY i."updatedAt" LIMIT ${limit} FOR UPDATE OF i SKIP LOCKED
    )
    UPDATE "syncItems" i SET "redrives" = i."redrives" + 1, "updatedAt" = clock_timestamp()
    FROM stuck s WHERE i."syncRunId" = s."syncRunId" AND i."productId" = s."productId"
    RETURNING i."syncRunId"::text, i."productId", i."sellerPhone", i."stage"::text`;
}

/** Open items that every redrive was spent on and that still have not moved. */
export async function readGivenUpItems(
  db: Prisma.TransactionClient,
  { idleMs, limit }: { idleMs: number; limit: number },
): Promise<OpenItem[]> {
  return db.$queryRaw<OpenItem[]>`
    SELECT i."syncRunId"::text, i."productId", i."sellerPhone", i."stage"::text
    FROM "syncItems" i
    WHERE i."outcome" IS NULL AND i."redrives" >= ${MAX_REDRIVES}
      AND i."updatedAt" < clock_timestamp() - make_interval(secs => ${idleMs / 1000} * power(2, i."redrives"))
    ORDER BY i."updatedAt" LIMIT ${limit}`;
}

export interface StuckRun {
  syncRunId: string;
  sellerPhone: string;
  /** Waited so long that sending it again makes no sense. */
  expired: boolean;
}

/** Catalogue runs whose Scout has not begun, or has begun and not ended, for `idleMs`. */
export async function readStuckScouts(
  db: Prisma.TransactionClient,
  { idleMs, expiryMs }: { idleMs: number; expiryMs: number },
): Promise<StuckRun[]> {
  return db.$queryRaw<StuckRun[]>`
    SELECT "id"::text AS "syncRunId", "sellerPhone",
      "createdAt" < clock_timestamp() - make_interval(secs => ${expiryMs / 1000}) AS "expired"
    FROM "syncRuns"
    WHERE "kind" = 'catalogue' AND "state" IN ('queued', 'running') AND "outcome" IS NULL
      AND COALESCE("startedAt", "createdAt") < clock_timestamp() - make_interval(secs => ${idleMs / 1000})
    ORDER BY "createdAt" LIMIT 200`;
}

/** Running runs without an open item that nobody finished: a process died between two statements. */
export async function readUnfinishedRuns(db: Prisma.TransactionClient): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT r."id"::text FROM "syncRuns" r
    WHERE r."state" = 'running' AND r."outcome" IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM "syncItems" i WHERE i."syncRunId" = r."id" AND i."outcome" IS NULL)
    ORDER BY r."createdAt" LIMIT 200`;
  return rows.map((row) => row.id);
}
