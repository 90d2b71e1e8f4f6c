import type { Prisma } from '@/lib/platform/prisma-client/client';
import { finishRunIfDone } from './finish-run';

export interface FoundItem {
  productId: string;
  sellerPhone: string;
}

export interface AddedProducts {
  /** Every open item among those given, new or not: what is to be hydrated. */
  open: FoundItem[];
}

const ANOTHER_SELLER = {
  code: 'product_of_another_seller',
  message: 'This product id was first read from another seller. Check that the link is yours.',
};

/**
 * Adds products to a run, each once, with rows for what is new. A product belongs to the seller it was first read from:
 * the same id under another phone ends at once. To be called within a transaction; safe to call twice.
 */
export async function insertFoundItems(
  tx: Prisma.TransactionClient,
  syncRunId: string,
  products: FoundItem[],
): Promise<AddedProducts> {
  const found = JSON.stringify(firstOfEach(products));
  // In the order of their ids, here and below: two syncs with the same new products then wait instead of deadlocking.
  await tx.$executeRaw`
    INSERT INTO "sellers" ("phone")
    SELECT DISTINCT f."sellerPhone" FROM jsonb_to_recordset(${found}::jsonb) AS f("sellerPhone" text) ORDER BY 1
    ON CONFLICT ("phone") DO NOTHING`;
  await tx.$executeRaw`
    INSERT INTO "products" AS p ("productId", "sellerPhone")
    SELECT f."productId", f."sellerPhone"
    FROM jsonb_to_recordset(${found}::jsonb) AS f("productId" text, "sellerPhone" text) ORDER BY f."productId"
    ON CONFLICT ("productId") DO UPDATE SET "sellerPhone" = EXCLUDED."sellerPhone"
    WHERE p."lastHydratedAt" IS NULL AND p."sellerPhone" <> EXCLUDED."sellerPhone"`;
  await tx.$executeRaw`SELECT 1 FROM "syncRuns" WHERE "id" = ${syncRunId}::uuid FOR NO KEY UPDATE`;
  await tx.$executeRaw`
    WITH added AS (
      INSERT INTO "syncItems" ("syncRunId", "productId", "sellerPhone", "stage", "outcome", "problemCode", "problemMessage")
      SELECT ${syncRunId}::uuid, f."productId", f."sellerPhone",
        CASE WHEN p."sellerPhone" = f."sellerPhone" THEN 'hydrate' ELSE 'done' END::"sync_stage",
        CASE WHEN p."sellerPhone" = f."sellerPhone" THEN NULL ELSE 'failed' END::"sync_outcome",
        CASE WHEN p."sellerPhone" = f."sellerPhone" THEN NULL ELSE ${ANOTHER_SELLER.code} END,
        CASE WHEN p."sellerPhone" = f."sellerPhone" THEN NULL ELSE ${ANOTHER_SELLER.message} END
      FROM jsonb_to_recordset(${found}::jsonb) AS f("productId" text, "sellerPhone" text)
      JOIN "products" p ON p."productId" = f."productId" ORDER BY f."productId"
      ON CONFLICT ("syncRunId", "productId") DO NOTHING
      RETURNING "outcome"
    )
    UPDATE "syncRuns" r SET "found" = r."found" + a."all", "failed" = r."failed" + a."failed"
    FROM (SELECT count(*)::int AS "all", count("outcome")::int AS "failed" FROM added) a
    WHERE r."id" = ${syncRunId}::uuid`;
  await finishRunIfDone(tx, syncRunId);
  const open = await tx.$queryRaw<FoundItem[]>`
    SELECT i."productId", i."sellerPhone" FROM "syncItems" i
    JOIN jsonb_to_recordset(${found}::jsonb) AS f("productId" text) ON f."productId" = i."productId"
    WHERE i."syncRunId" = ${syncRunId}::uuid AND i."outcome" IS NULL ORDER BY i."createdAt", i."productId"`;
  return { open };
}

function firstOfEach(products: FoundItem[]): FoundItem[] {
  const byId = new Map<string, FoundItem>();
  for (const { productId, sellerPhone } of products) {
    if (!byId.has(productId)) byId.set(productId, { productId, sellerPhone });
  }
  return [...byId.values()];
}
