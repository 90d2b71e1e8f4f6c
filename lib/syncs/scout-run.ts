import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';
import { finishRunsIfDone, holdingRuns } from './finish-run';
import { type AddedProducts, type FoundItem, insertFoundItems } from './found-items';
import { FEW, FEW_PRODUCTS, MANY } from './lane';
import { TRANSACTION } from './open-run';
import { writeSyncLogs } from './sync-log';

/**
 * Marks a queued catalogue run as running, in the lane whose turn it is. False when there is nothing to do: it has
 * ended, or its Scout has, or another lane's turn came first.
 */
export async function startRun(db: Prisma.TransactionClient, syncRunId: string, lane?: string): Promise<boolean> {
  const rows = await db.$queryRaw<{ fresh: boolean }[]>`
    WITH started AS (
      UPDATE "syncRuns" SET "state" = 'running', "startedAt" = clock_timestamp(), "lane" = COALESCE(${lane}, "lane")
      WHERE "id" = ${syncRunId}::uuid AND "state" = 'queued' RETURNING "id", "sellerPhone"
    ), logged AS (
      INSERT INTO "catalogSyncLogs" ("syncRunId", "sellerPhone", "eventType")
      SELECT "id", "sellerPhone", 'scout_start' FROM started
    )
    SELECT true AS "fresh" FROM started
    UNION ALL
    SELECT true FROM "syncRuns" WHERE "id" = ${syncRunId}::uuid AND "state" = 'running' AND "outcome" IS NULL
      AND COALESCE("lane", "kind"::text) = COALESCE(${lane}, "lane", "kind"::text)`;
  return rows.length > 0;
}

interface ScoutSuccess {
  syncRunId: string;
  sellerPhone: string;
  products: FoundItem[];
  /** False when a bound ended the scroll early. */
  complete: boolean;
}

const INCOMPLETE =
  'The catalogue is longer than one visit reads. What was found is being worked on; ' +
  'paste the missing products’ own links to add them.';

/**
 * What the Scout found becomes items of the run, and nothing more will be found; of a run that nobody asked for, what
 * is new. What it did not find says nothing. Safe to call twice.
 */
export async function addFoundProducts(db: PrismaClient, found: ScoutSuccess): Promise<AddedProducts> {
  const { syncRunId, sellerPhone, products, complete } = found;
  return db.$transaction(async (tx) => {
    const ended = await tx.$executeRaw`
      UPDATE "syncRuns" SET "outcome" = 'found', "detail" = ${complete ? null : INCOMPLETE},
        "lane" = CASE WHEN ${products.length > FEW_PRODUCTS} THEN replace("lane", ${FEW}, ${MANY}) ELSE "lane" END
      WHERE "id" = ${syncRunId}::uuid AND "state" = 'running' AND "outcome" IS NULL`;
    const fresh = await withoutKnown(tx, syncRunId, products);
    if (ended > 0) {
      await tx.$executeRaw`UPDATE "sellers" SET "lastScoutedAt" = now() WHERE "phone" = ${sellerPhone}`;
      const detail = { found: products.length, ...(fresh === products ? {} : { new: fresh.length }), complete };
      await writeSyncLogs(tx, [{ syncRunId, sellerPhone, eventType: 'scout_success', detail }]);
    }
    const added = await insertFoundItems(tx, syncRunId, fresh);
    await noteSeen(tx, sellerPhone, products);
    return added;
  }, TRANSACTION);
}

/** What proves a product to be the seller's: links, and the pages behind them, may name any number. */
async function noteSeen(tx: Prisma.TransactionClient, sellerPhone: string, products: FoundItem[]): Promise<void> {
  await tx.$executeRaw`
    WITH held AS MATERIALIZED (
      SELECT "productId" FROM "products" WHERE "sellerPhone" = ${sellerPhone} AND "seenInCatalogueAt" IS NULL
        AND "productId" = ANY(${products.map(({ productId }) => productId)}::text[])
      ORDER BY "productId" FOR NO KEY UPDATE
    )
    UPDATE "products" p SET "seenInCatalogueAt" = now()
    FROM held h WHERE p."productId" = h."productId"`;
}

/** Of a run that nobody asked for, what has never been read, or was gone: the heartbeat keeps the rest young. */
async function withoutKnown(
  tx: Prisma.TransactionClient,
  syncRunId: string,
  products: FoundItem[],
): Promise<FoundItem[]> {
  const run = await tx.syncRun.findUnique({ where: { id: syncRunId }, select: { onlyNew: true } });
  if (!run?.onlyNew) return products;
  const known = await tx.$queryRaw<{ productId: string }[]>`
    SELECT p."productId" FROM "products" p
    WHERE p."productId" = ANY(${products.map(({ productId }) => productId)}::text[])
      AND p."isActive" AND p."hydrateAttemptAt" IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM "syncItems" i
        WHERE i."syncRunId" = ${syncRunId}::uuid AND i."productId" = p."productId")`;
  const ids = new Set(known.map(({ productId }) => productId));
  return products.filter(({ productId }) => !ids.has(productId));
}

interface ScoutEnd {
  syncRunId: string;
  sellerPhone: string | null;
  /** interstitial, not_found, blocked, not_understood, or an error's code. */
  outcome: string;
  /** What happened and what to do next, for the seller. */
  detail: string;
}

const HAS_ITEMS = Prisma.sql`EXISTS (SELECT 1 FROM "syncItems" i WHERE i."syncRunId" = r."id")`;

/** The Scout brought nothing. The run fails, unless products named beside the catalogue are still on their way. */
export async function endScout(db: PrismaClient | Prisma.TransactionClient, end: ScoutEnd): Promise<void> {
  await holdingRuns(db, [end.syncRunId], (tx) => endHeldScout(tx, end));
  await finishRunsIfDone(db, [end.syncRunId]);
}

async function endHeldScout(
  tx: Prisma.TransactionClient,
  { syncRunId, sellerPhone, outcome, detail }: ScoutEnd,
): Promise<void> {
  await tx.$executeRaw`
    WITH ended AS (
      UPDATE "syncRuns" r SET "outcome" = ${outcome}, "detail" = ${detail},
        "state" = CASE WHEN ${HAS_ITEMS} THEN 'running' ELSE 'failed' END::"sync_state",
        "finishedAt" = CASE WHEN NOT ${HAS_ITEMS} THEN clock_timestamp() END
      WHERE r."id" = ${syncRunId}::uuid AND r."state" IN ('queued', 'running') AND r."outcome" IS NULL
      RETURNING r."id"
    )
    INSERT INTO "catalogSyncLogs" ("syncRunId", "sellerPhone", "eventType", "code")
    SELECT "id", ${sellerPhone}, 'scout_failed', ${outcome} FROM ended`;
}
