import { Prisma } from '@/lib/platform/prisma-client/client';
import type { OpenItem } from './open-items';

/** How often the sweep sends one item on again before it gives up, once it has been tried. */
export const MAX_REDRIVES = 5;
/** Waits no longer than this many doublings: 2 ^ 6 × 10 minutes are half a day. */
const MOST_DOUBLINGS = 6;

/** Those that an item can stand at; spelled out, so that an index finds what is open among all that has ended. */
const STAGES = Prisma.sql`'hydrate', 'embed', 'review', 'persist'`;

/** Whether its stage has begun with the item `i` since it was last sent on. */
export const HAS_BEGUN = Prisma.sql`(i."begunBy" IS NOT NULL)`;

/** Whether the item `i` has stood still for `idleMs`, doubled by each time that it was sent on. */
const hasStoodStill = (idleMs: number) => Prisma.sql`(GREATEST(i."updatedAt", i."begunAt") < clock_timestamp()
  - make_interval(secs => ${idleMs / 1000} * power(2, LEAST(i."redrives", ${MOST_DOUBLINGS}))))`;

/**
 * Sends on the items that a CTE of this name has taken: the wait begins anew, and whoever had the item has it no more.
 * What only waited keeps a redrive for when it has been tried.
 */
export const redriven = (taken: string): Prisma.Sql => Prisma.sql`
  UPDATE "syncItems" i SET
    "redrives" = CASE WHEN ${HAS_BEGUN} THEN i."redrives" + 1
      ELSE GREATEST(i."redrives", LEAST(i."redrives" + 1, ${MAX_REDRIVES - 1})) END,
    "begunBy" = NULL, "updatedAt" = clock_timestamp()
  FROM ${Prisma.raw(taken)} t JOIN "syncRuns" r ON r."id" = t."syncRunId"
  WHERE i."syncRunId" = t."syncRunId" AND i."productId" = t."productId"
  RETURNING i."syncRunId"::text, i."productId", i."sellerPhone", i."stage"::text,
    COALESCE(r."lane", r."kind"::text) AS "lane"`;

/**
 * Takes open items that have not moved for `idleMs` in runs where nothing else has moved for as long: waiting in the
 * queue of a run that progresses is not stuck. Each redrive doubles the wait, so that a run waiting behind others is
 * not flooded. Counts the redrive and starts the wait anew; two sweeps at once take different items. What has not
 * begun has only waited: it is sent on as often as it takes. What waits for a paused service is not stuck, nor does its
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
        AND (i."redrives" < ${MAX_REDRIVES} OR NOT ${HAS_BEGUN})
        AND ${hasStoodStill(idleMs)}
      ORDER BY i."updatedAt" LIMIT ${limit} FOR UPDATE OF i SKIP LOCKED
    )
    ${redriven('stuck')}`;
}

/**
 * Takes open items that were handed on `lostMs` ago and have not begun, where their stage begins with nothing else of
 * their lane either: in a queue that moves they may only wait. Those that have waited longest are taken again and
 * again, each time after twice as long, so that a queue that stands is sent a part of itself, never all.
 */
export async function takeLostItems(
  db: Prisma.TransactionClient,
  { lostMs, limit }: { lostMs: number; limit: number },
): Promise<OpenItem[]> {
  const lately = Prisma.sql`clock_timestamp() - make_interval(secs => ${lostMs / 1000})`;
  return db.$queryRaw<OpenItem[]>`
    WITH moves AS (
      SELECT DISTINCT COALESCE(r."lane", r."kind"::text) AS "lane", m."stage" FROM (
        SELECT i."syncRunId", i."stage"::text AS "stage" FROM "syncItems" i
        WHERE i."stage" IN (${STAGES}) AND ${HAS_BEGUN} AND i."begunAt" > ${lately}
        UNION ALL
        SELECT i."syncRunId", unnest(CASE
            WHEN i."stage" = 'embed' THEN '{hydrate}' WHEN i."stage" = 'review' THEN '{embed}'
            WHEN i."stage" = 'persist' THEN '{review}' WHEN i."embedded" THEN '{review,persist}'
            ELSE '{hydrate,embed}' END::text[])
        FROM "syncItems" i
        WHERE i."stage" IN ('embed', 'review', 'persist', 'done') AND i."updatedAt" > ${lately}
          AND i."begunAt" > ${lately}
      ) m JOIN "syncRuns" r ON r."id" = m."syncRunId"
    ), waiting AS (
      SELECT i."syncRunId", i."productId" FROM "syncItems" i JOIN "syncRuns" r ON r."id" = i."syncRunId"
      LEFT JOIN moves m ON m."lane" = COALESCE(r."lane", r."kind"::text) AND m."stage" = i."stage"::text
      WHERE i."stage" IN (${STAGES}) AND i."outcome" IS NULL AND i."waitsFor" IS NULL AND NOT ${HAS_BEGUN}
        AND m."stage" IS NULL
      ORDER BY i."createdAt", i."productId" LIMIT ${limit}
    ), lost AS (
      SELECT i."syncRunId", i."productId" FROM "syncItems" i JOIN waiting USING ("syncRunId", "productId")
      WHERE i."outcome" IS NULL AND i."waitsFor" IS NULL AND NOT ${HAS_BEGUN} AND ${hasStoodStill(lostMs)}
      FOR UPDATE OF i SKIP LOCKED
    )
    ${redriven('lost')}`;
}

/** Open items that every redrive was spent on and that still have not moved. */
export async function readGivenUpItems(
  db: Prisma.TransactionClient,
  { idleMs, limit }: { idleMs: number; limit: number },
): Promise<OpenItem[]> {
  return db.$queryRaw<OpenItem[]>`
    SELECT i."syncRunId"::text, i."productId", i."sellerPhone", i."stage"::text
    FROM "syncItems" i
    WHERE i."outcome" IS NULL AND i."waitsFor" IS NULL AND i."redrives" >= ${MAX_REDRIVES} AND ${HAS_BEGUN}
      AND ${hasStoodStill(idleMs)}
    ORDER BY i."updatedAt" LIMIT ${limit}`;
}

export interface StuckScout {
  syncRunId: string;
  sellerPhone: string;
  lane: string;
}

/**
 * Takes catalogue runs whose Scout has not begun, or has begun and not ended, for `idleMs`; where no other visits
 * either, those that have not begun for `lostMs`. Each wait is as long as all before it together, so that those who
 * wait behind others are not queued again and again.
 */
export async function takeStuckScouts(
  db: Prisma.TransactionClient,
  { idleMs, lostMs, limit }: { idleMs: number; lostMs: number; limit: number },
): Promise<StuckScout[]> {
  const before = (ms: number) => Prisma.sql`clock_timestamp() - make_interval(secs => ${ms / 1000})`;
  return db.$queryRaw<StuckScout[]>`
    WITH visited AS (
      SELECT EXISTS (SELECT 1 FROM "syncRuns" WHERE "kind" = 'catalogue' AND "state" = 'running'
        AND ("startedAt" > ${before(lostMs)} OR ("outcome" IS NULL AND "startedAt" > ${before(idleMs)}))) AS "lately"
    ), stuck AS (
      SELECT "id" FROM "syncRuns"
      WHERE "kind" = 'catalogue' AND "state" IN ('queued', 'running') AND "outcome" IS NULL
        AND (GREATEST("requestedAt", "startedAt") < ${before(idleMs)}
          OR ("state" = 'queued' AND "requestedAt" < ${before(lostMs)} AND NOT (SELECT "lately" FROM visited)))
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
