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

/** Those of the items that have not ended, with where they stand. */
export async function readOpenItems(db: Prisma.TransactionClient, items: ItemRef[]): Promise<OpenItem[]> {
  if (items.length === 0) return [];
  return db.$queryRaw<OpenItem[]>`
    SELECT i."syncRunId"::text, i."productId", i."sellerPhone", i."stage"::text,
      COALESCE(r."lane", r."kind"::text) AS "lane"
    FROM "syncItems" i
    JOIN "syncRuns" r ON r."id" = i."syncRunId"
    JOIN jsonb_to_recordset(${JSON.stringify(items)}::jsonb) AS a("syncRunId" uuid, "productId" text)
      ON a."syncRunId" = i."syncRunId" AND a."productId" = i."productId"
    WHERE i."outcome" IS NULL
    GROUP BY r."id", i."syncRunId", i."productId" ORDER BY i."createdAt", i."productId"`;
}

/** The picture is not the one that was embedded any more: from review back to embedding. The only move backwards. */
export async function sendBackToEmbed(db: Prisma.TransactionClient, item: ItemRef): Promise<boolean> {
  const moved = await db.$executeRaw`
    UPDATE "syncItems" SET "stage" = 'embed', "waitsFor" = NULL, "updatedAt" = clock_timestamp()
    WHERE "syncRunId" = ${item.syncRunId}::uuid AND "productId" = ${item.productId}
      AND "outcome" IS NULL AND "stage" = 'review'`;
  return moved > 0;
}

/** A run's items whose page is still to be read, in the order they were found. */
export async function readItemsToHydrate(db: Prisma.TransactionClient, syncRunId: string): Promise<ItemRef[]> {
  return db.$queryRaw<ItemRef[]>`
    SELECT i."syncRunId"::text, i."productId", i."sellerPhone", COALESCE(r."lane", r."kind"::text) AS "lane"
    FROM "syncItems" i JOIN "syncRuns" r ON r."id" = i."syncRunId"
    WHERE i."syncRunId" = ${syncRunId}::uuid AND i."outcome" IS NULL AND i."stage" = 'hydrate'
    ORDER BY i."createdAt", i."productId"`;
}
