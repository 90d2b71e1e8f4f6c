import type { Prisma } from '@/lib/platform/prisma-client/client';
import { finishRunsIfDone } from './finish-run';

export interface FoundItem {
  productId: string;
  sellerPhone: string;
}

export interface FoundInRun extends FoundItem {
  syncRunId: string;
}

export interface AddedProducts {
  /** Every open item among those given, new or not: what is to be hydrated. */
  open: FoundItem[];
}

export const ANOTHER_SELLER = {
  code: 'product_of_another_seller',
  message: 'This product id was first read from another seller. Check that the link is yours.',
} as const;

interface Insertion {
  /** Products without a row are left out: they were erased since they were read. */
  onlyKnown?: boolean;
}

/** Adds products to one run. To be called within a transaction; safe to call twice. */
export async function insertFoundItems(
  tx: Prisma.TransactionClient,
  syncRunId: string,
  products: FoundItem[],
  insertion: Insertion = {},
): Promise<AddedProducts> {
  const open = await insertItemsOfRuns(
    tx,
    products.map((product) => ({ ...product, syncRunId })),
    insertion,
  );
  // An empty run has no item whose end could finish it.
  if (products.length === 0) await finishRunsIfDone(tx, [syncRunId]);
  return { open: open.map(({ productId, sellerPhone }) => ({ productId, sellerPhone })) };
}

/**
 * Adds products to their runs, each once per run, with rows for what is new: so many statements, however many runs and
 * products. A product belongs to the seller it was first read from, or whose catalogue showed it: the same id under
 * another phone ends at once.
 * Returns the open items among those given. To be called within a transaction; safe to call twice.
 */
export async function insertItemsOfRuns(
  tx: Prisma.TransactionClient,
  items: FoundInRun[],
  { onlyKnown = false }: Insertion = {},
): Promise<FoundInRun[]> {
  if (items.length === 0) return [];
  const found = JSON.stringify(firstOfEach(items));
  const runIds = [...new Set(items.map(({ syncRunId }) => syncRunId))];
  if (!onlyKnown) await insertProducts(tx, found);
  await tx.$executeRaw`SELECT 1 FROM "syncRuns" WHERE "id" = ANY(${runIds}::uuid[]) ORDER BY "id" FOR NO KEY UPDATE`;
  await tx.$executeRaw`
    INSERT INTO "syncItems"
      ("syncRunId", "productId", "sellerPhone", "stage", "outcome", "problemCode", "problemMessage")
    SELECT f."syncRunId", f."productId", f."sellerPhone",
      CASE WHEN p."sellerPhone" = f."sellerPhone" THEN 'hydrate' ELSE 'done' END::"sync_stage",
      CASE WHEN p."sellerPhone" = f."sellerPhone" THEN NULL ELSE 'failed' END::"sync_outcome",
      CASE WHEN p."sellerPhone" = f."sellerPhone" THEN NULL ELSE ${ANOTHER_SELLER.code} END,
      CASE WHEN p."sellerPhone" = f."sellerPhone" THEN NULL ELSE ${ANOTHER_SELLER.message} END
    FROM jsonb_to_recordset(${found}::jsonb) AS f("syncRunId" uuid, "productId" text, "sellerPhone" text)
    JOIN "products" p ON p."productId" = f."productId" ORDER BY f."syncRunId", f."productId"
    ON CONFLICT ("syncRunId", "productId") DO NOTHING`;
  await finishRunsIfDone(tx, runIds);
  return tx.$queryRaw<FoundInRun[]>`
    SELECT i."syncRunId"::text, i."productId", i."sellerPhone" FROM "syncItems" i
    JOIN jsonb_to_recordset(${found}::jsonb) AS f("syncRunId" uuid, "productId" text)
      ON f."syncRunId" = i."syncRunId" AND f."productId" = i."productId"
    WHERE i."outcome" IS NULL ORDER BY i."createdAt", i."productId"`;
}

async function insertProducts(tx: Prisma.TransactionClient, found: string): Promise<void> {
  // In the order of their ids: two syncs with the same new products then wait instead of deadlocking.
  await tx.$executeRaw`
    INSERT INTO "sellers" ("phone")
    SELECT DISTINCT f."sellerPhone" FROM jsonb_to_recordset(${found}::jsonb) AS f("sellerPhone" text) ORDER BY 1
    ON CONFLICT ("phone") DO NOTHING`;
  await tx.$executeRaw`
    INSERT INTO "products" AS p ("productId", "sellerPhone")
    SELECT DISTINCT ON (f."productId") f."productId", f."sellerPhone"
    FROM jsonb_to_recordset(${found}::jsonb) AS f("productId" text, "sellerPhone" text, "place" int)
    ORDER BY f."productId", f."place"
    ON CONFLICT ("productId") DO UPDATE SET "sellerPhone" = EXCLUDED."sellerPhone"
    WHERE p."lastHydratedAt" IS NULL AND p."seenInCatalogueAt" IS NULL
      AND p."sellerPhone" <> EXCLUDED."sellerPhone"`;
}

function firstOfEach(items: FoundInRun[]): (FoundInRun & { place: number })[] {
  const first = new Map<string, FoundInRun & { place: number }>();
  for (const [place, item] of items.entries()) {
    const { syncRunId, productId, sellerPhone } = item;
    const key = `${syncRunId}/${productId}`;
    if (!first.has(key)) first.set(key, { syncRunId, productId, sellerPhone, place });
  }
  return [...first.values()];
}
