import type { Prisma } from '@/lib/platform/prisma-client/client';
import type { SyncStage } from '@/lib/platform/prisma-client/enums';

/** One product on its way through one run, as events name it. */
export interface ItemRef {
  syncRunId: string;
  productId: string;
  sellerPhone: string;
  /** The queue that it waits in at each stage (lib/syncs/lane.ts). What has none shares one. */
  lane?: string | undefined;
}

export const refOf = ({ syncRunId, productId, sellerPhone, lane }: ItemRef): ItemRef => ({
  ...{ syncRunId, productId, sellerPhone },
  ...(lane === undefined ? {} : { lane }),
});

/** Outside of any run there is no item: what a moderator approves, for example. */
export const isInRun = <Item extends { syncRunId: string | null }>(item: Item): item is Item & { syncRunId: string } =>
  item.syncRunId !== null;

export interface OpenItem extends ItemRef {
  stage: SyncStage;
}

/** Those of the items that have not ended, with where they stand and whether that stage has begun with them. */
export async function readOpenItems(
  db: Prisma.TransactionClient,
  items: ItemRef[],
): Promise<(OpenItem & { begun: boolean })[]> {
  if (items.length === 0) return [];
  return db.$queryRaw<(OpenItem & { begun: boolean })[]>`
    SELECT i."syncRunId"::text, i."productId", i."sellerPhone", i."stage"::text,
      COALESCE(r."lane", r."kind"::text) AS "lane", i."begunBy" IS NOT NULL AS "begun"
    FROM "syncItems" i
    JOIN "syncRuns" r ON r."id" = i."syncRunId"
    JOIN jsonb_to_recordset(${JSON.stringify(items)}::jsonb) AS a("syncRunId" uuid, "productId" text)
      ON a."syncRunId" = i."syncRunId" AND a."productId" = i."productId"
    WHERE i."outcome" IS NULL
    GROUP BY r."id", i."syncRunId", i."productId" ORDER BY i."createdAt", i."productId"`;
}

/**
 * Marks items as begun by an Inngest run at the stage they stand at, and returns those that are its own to work on: an
 * event that was sent twice, or a run that slept while the sweep sent on what it had, finds that another has them. The
 * same run may begin again, as it does in each round and when its worker was killed. What waits for a service is in
 * nobody's hands.
 */
export async function beginItems(
  db: Prisma.TransactionClient,
  { stage, items, runId }: { stage: SyncStage; items: ItemRef[]; runId: string },
): Promise<{ syncRunId: string; productId: string }[]> {
  if (items.length === 0) return [];
  return db.$queryRaw<{ syncRunId: string; productId: string }[]>`
    WITH held AS MATERIALIZED (
      SELECT i."syncRunId", i."productId" FROM "syncItems" i
      JOIN jsonb_to_recordset(${JSON.stringify(items)}::jsonb) AS a("syncRunId" uuid, "productId" text)
        ON a."syncRunId" = i."syncRunId" AND a."productId" = i."productId"
      WHERE i."outcome" IS NULL AND i."stage" = ${stage}::"sync_stage"
        AND (i."begunBy" IS NULL OR i."begunBy" = ${runId} OR i."waitsFor" IS NOT NULL)
      ORDER BY i."syncRunId", i."productId" FOR UPDATE OF i
    )
    UPDATE "syncItems" i SET "begunAt" = clock_timestamp(), "begunBy" = ${runId}
    FROM held h WHERE i."syncRunId" = h."syncRunId" AND i."productId" = h."productId"
    RETURNING i."syncRunId"::text, i."productId"`;
}

/** The picture is not the one that was embedded any more: from review back to embedding. The only move backwards. */
export async function sendBackToEmbed(db: Prisma.TransactionClient, item: ItemRef): Promise<boolean> {
  const moved = await db.$executeRaw`
    UPDATE "syncItems" SET "stage" = 'embed', "waitsFor" = NULL, "begunBy" = NULL, "updatedAt" = clock_timestamp()
    WHERE "syncRunId" = ${item.syncRunId}::uuid AND "productId" = ${item.productId}
      AND "outcome" IS NULL AND "stage" = 'review'`;
  return moved > 0;
}

/** A run's items whose page is still to be read and that nobody reads yet, in the order they were found. */
export async function readItemsToHydrate(db: Prisma.TransactionClient, syncRunId: string): Promise<ItemRef[]> {
  return db.$queryRaw<ItemRef[]>`
    SELECT i."syncRunId"::text, i."productId", i."sellerPhone", COALESCE(r."lane", r."kind"::text) AS "lane"
    FROM "syncItems" i JOIN "syncRuns" r ON r."id" = i."syncRunId"
    WHERE i."syncRunId" = ${syncRunId}::uuid AND i."outcome" IS NULL AND i."stage" = 'hydrate'
      AND i."begunBy" IS NULL
    ORDER BY i."createdAt", i."productId"`;
}
