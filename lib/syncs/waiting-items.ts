import type { PausableStage } from '@/lib/pauses/pauses.schema';
import type { Service } from '@/lib/platform/errors';
import { Prisma } from '@/lib/platform/prisma-client/client';
import type { SyncStage } from '@/lib/platform/prisma-client/enums';
import type { ItemRef, OpenItem } from './open-items';

/** What an item may wait for: a service at fault (serviceFaults), or a stage that a person has paused (pauses). */
export type WaitsFor = Service | PausableStage;

/**
 * Leaves items where they stand until a paused service works again, or a paused stage is resumed. No attempt is used,
 * nothing is judged. Those that have moved on or ended are left alone.
 */
export async function letWait(
  db: Prisma.TransactionClient,
  { service, stage, items }: { service: WaitsFor; stage: SyncStage; items: ItemRef[] },
): Promise<void> {
  if (items.length === 0) return;
  await db.$executeRaw`
    WITH held AS MATERIALIZED (
      SELECT i."syncRunId", i."productId" FROM "syncItems" i
      JOIN jsonb_to_recordset(${JSON.stringify(items)}::jsonb) AS a("syncRunId" uuid, "productId" text)
        ON a."syncRunId" = i."syncRunId" AND a."productId" = i."productId"
      WHERE i."outcome" IS NULL AND i."stage" = ${stage}::"sync_stage"
      ORDER BY i."syncRunId", i."productId" FOR UPDATE OF i
    )
    UPDATE "syncItems" i SET "waitsFor" = ${service}, "begunBy" = NULL, "updatedAt" = clock_timestamp()
    FROM held h WHERE i."syncRunId" = h."syncRunId" AND i."productId" = h."productId"`;
}

/** Since when it waits: what waits anew meanwhile is another wait. */
interface WaitingItem extends OpenItem {
  waitingSince: string;
}

const WAITING = Prisma.sql`
  SELECT i."syncRunId"::text, i."productId", i."sellerPhone", i."stage"::text,
    COALESCE(r."lane", r."kind"::text) AS "lane", i."updatedAt"::text AS "waitingSince"
  FROM "syncItems" i JOIN "syncRuns" r ON r."id" = i."syncRunId"`;

/** One for each fault whose service may be tried again: the one that has waited longest since it was tried. */
export async function readTrialItems(db: Prisma.TransactionClient): Promise<OpenItem[]> {
  return db.$queryRaw<OpenItem[]>`
    SELECT t.* FROM "serviceFaults" f CROSS JOIN LATERAL (
      ${WAITING} WHERE i."waitsFor" = f."service" AND i."outcome" IS NULL
      ORDER BY i."updatedAt", i."productId" LIMIT 1
    ) t WHERE f."tryAt" <= clock_timestamp()`;
}

/** Those that wait for a service that has no fault any more, or for a stage that is not paused any more. */
export async function readResumable(db: Prisma.TransactionClient, limit: number): Promise<WaitingItem[]> {
  return db.$queryRaw<WaitingItem[]>`
    ${WAITING}
    WHERE i."waitsFor" IS NOT NULL AND i."outcome" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "serviceFaults" f WHERE f."service" = i."waitsFor")
      AND NOT EXISTS (SELECT 1 FROM "pauses" p WHERE p."what" = i."waitsFor")
    ORDER BY i."updatedAt", i."productId" LIMIT ${limit}`;
}

/** They have been sent on. Those that have come back to wait since are not meant. */
export async function endWaits(db: Prisma.TransactionClient, items: WaitingItem[]): Promise<void> {
  await db.$executeRaw`
    WITH held AS MATERIALIZED (
      SELECT i."syncRunId", i."productId" FROM "syncItems" i
      JOIN jsonb_to_recordset(${JSON.stringify(items)}::jsonb)
        AS a("syncRunId" uuid, "productId" text, "waitingSince" timestamptz)
        ON a."syncRunId" = i."syncRunId" AND a."productId" = i."productId" AND a."waitingSince" = i."updatedAt"
      WHERE i."waitsFor" IS NOT NULL
      ORDER BY i."syncRunId", i."productId" FOR UPDATE OF i
    )
    UPDATE "syncItems" i SET "waitsFor" = NULL, "updatedAt" = clock_timestamp()
    FROM held h WHERE i."syncRunId" = h."syncRunId" AND i."productId" = h."productId"`;
}

/** How many products wait for each service and each paused stage, in one run or, without one, in all. */
export async function countWaiting(
  db: Prisma.TransactionClient,
  syncRunId: string | null = null,
): Promise<{ service: WaitsFor; products: number }[]> {
  return db.$queryRaw<{ service: WaitsFor; products: number }[]>`
    SELECT "waitsFor" AS "service", count(DISTINCT "productId")::int AS "products" FROM "syncItems"
    WHERE "waitsFor" IS NOT NULL AND "outcome" IS NULL
      AND (${syncRunId}::uuid IS NULL OR "syncRunId" = ${syncRunId}::uuid)
    GROUP BY 1 ORDER BY 1`;
}
