import { Prisma } from '@/lib/platform/prisma-client/client';
import type { OpenItem } from './open-items';

/** How often the sweep sends one item on again before it gives up, once it has been tried. */
export const MAX_REDRIVES = 5;
/** Waits no longer than this many doublings: 2 ^ 6 × 10 minutes are half a day. */
const MOST_DOUBLINGS = 6;

/** Whether any stage has begun with the item `i`: the Hydrator's is the first. */
const WAS_TRIED = Prisma.sql`(i."stage" <> 'hydrate' OR EXISTS (
  SELECT 1 FROM "catalogSyncLogs" l
  WHERE l."productId" = i."productId" AND l."syncRunId" = i."syncRunId" AND l."eventType" = 'hydrate_start'))`;

/** Whether the item `i` has stood still for `idleMs`, doubled by each time that it was sent on. */
const hasStoodStill = (idleMs: number) => Prisma.sql`(i."updatedAt" < clock_timestamp()
  - make_interval(secs => ${idleMs / 1000} * power(2, LEAST(i."redrives", ${MOST_DOUBLINGS}))))`;

/**
 * Takes open items that have not moved for `idleMs` in runs where nothing else has moved for as long: waiting in the
 * queue of a run that progresses is not stuck. Each redrive doubles the wait, so that a run waiting behind others is
 * not flooded. Counts the redrive and starts the wait anew; two sweeps at once take different items. What was never
 * tried has only waited: it is sent on as often as it takes. What waits for a paused service is not stuck, nor does its
 * being tried now and then mean that its run moves.
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
      HAVING COALESCE(max(i."updatedAt") FILTER (
          WHERE (i."redrives" = 0 AND i."waitsFor" IS NULL) OR i."outcome" IS NOT NULL), '-infinity')
        < clock_timestamp() - make_interval(secs => ${idleMs / 1000})
    ), stuck AS (
      SELECT i."syncRunId", i."productId" FROM "syncItems" i JOIN idle USING ("syncRunId")
      WHERE i."outcome" IS NULL AND i."waitsFor" IS NULL
        AND (i."redrives" < ${MAX_REDRIVES} OR NOT ${WAS_TRIED})
        AND ${hasStoodStill(idleMs)}
      ORDER BY i."updatedAt" LIMIT ${limit} FOR UPDATE OF i SKIP LOCKED
    )
    UPDATE "syncItems" i SET "redrives" = i."redrives" + 1, "updatedAt" = clock_timestamp()
    FROM stuck s JOIN "syncRuns" r ON r."id" = s."syncRunId"
    WHERE i."syncRunId" = s."syncRunId" AND i."productId" = s."productId"
    RETURNING i."syncRunId"::text, i."productId", i."sellerPhone", i."stage"::text,
      COALESCE(r."lane", r."kind"::text) AS "lane"`;
}

/** Open items that every redrive was spent on and that still have not moved. */
export async function readGivenUpItems(
  db: Prisma.TransactionClient,
  { idleMs, limit }: { idleMs: number; limit: number },
): Promise<OpenItem[]> {
  return db.$queryRaw<OpenItem[]>`
    SELECT i."syncRunId"::text, i."productId", i."sellerPhone", i."stage"::text
    FROM "syncItems" i
    WHERE i."outcome" IS NULL AND i."waitsFor" IS NULL AND i."redrives" >= ${MAX_REDRIVES} AND ${WAS_TRIED}
      AND ${hasStoodStill(idleMs)}
    ORDER BY i."updatedAt" LIMIT ${limit}`;
}

export interface StuckScout {
  syncRunId: string;
  sellerPhone: string;
  lane: string;
}

/**
 * Takes catalogue runs whose Scout has not begun, or has begun and not ended, for `idleMs`. Each wait is as long as all
 * before it together, so that those who wait behind others are not queued again and again.
 */
export async function takeStuckScouts(
  db: Prisma.TransactionClient,
  { idleMs, limit }: { idleMs: number; limit: number },
): Promise<StuckScout[]> {
  return db.$queryRaw<StuckScout[]>`
    WITH stuck AS (
      SELECT "id" FROM "syncRuns"
      WHERE "kind" = 'catalogue' AND "state" IN ('queued', 'running') AND "outcome" IS NULL
        AND GREATEST("requestedAt", "startedAt") < clock_timestamp() - make_interval(secs => ${idleMs / 1000})
        AND "requestedAt" < clock_timestamp() - ("requestedAt" - "createdAt")
      ORDER BY "createdAt" LIMIT ${limit} FOR UPDATE SKIP LOCKED
    )
    UPDATE "syncRuns" r SET "requestedAt" = clock_timestamp() FROM stuck WHERE r."id" = stuck."id"
    RETURNING r."id"::text AS "syncRunId", r."sellerPhone", COALESCE(r."lane", r."kind"::text) AS "lane"`;
}

/**
 * Catalogue runs whose first visit was `expiryMs` ago and brought nothing since. Waiting for that visit is no failed
 * one.
 */
export async function readExpiredScouts(
  db: Prisma.TransactionClient,
  { expiryMs, limit }: { expiryMs: number; limit: number },
): Promise<Omit<StuckScout, 'lane'>[]> {
  return db.$queryRaw<Omit<StuckScout, 'lane'>[]>`
    SELECT "id"::text AS "syncRunId", "sellerPhone" FROM "syncRuns"
    WHERE "kind" = 'catalogue' AND "state" = 'running' AND "outcome" IS NULL
      AND "startedAt" < clock_timestamp() - make_interval(secs => ${expiryMs / 1000})
    ORDER BY "startedAt" LIMIT ${limit}`;
}
