import { Prisma } from '@/lib/platform/prisma-client/client';
import { CATEGORY_OVER, PRICE_OVER } from './corrections';
import { keptText } from './kept-text';
import { productsInOrder } from './products-in-order';

/** What one product page said. */
export interface PageContent {
  productId: string;
  sellerPhone: string;
  title: string | null;
  description: string | null;
  businessName: string | null;
  /** Title and description as the model reads them. */
  cleanText: string | null;
  priceAmount: number | null;
  priceCurrency: string | null;
  priceText: string | null;
  imageUrl: string | null;
  imageExpiresAt: Date | null;
}

export interface PageUpdate extends PageContent {
  /**
   * Known to differ from what was reviewed: the product waits for a new review and is not shown meanwhile. Words that
   * differ from the row's need not be told: they are compared as they are written.
   */
  reviewAgain: boolean;
}

export interface SavedPage {
  productId: string;
  /**
   * Was live, and is not shown any more with words that nobody has judged: the caller recomputes its listing, for the
   * index.
   */
  unlisted: boolean;
}

const PAGE = Prisma.raw('c');
/** A correction holds, or neither the content nor what our reader makes of it has moved: else the page's counts. */
const READ_ANEW = Prisma.sql`NOT h."keepsPrice"
  AND (h."isUnjudged" OR h."readsAnew" OR p."correctedPrice" IS NOT NULL)`;

/**
 * Writes what pages said; a product that was gone is back. Rows of another seller are left alone. Words that shoppers
 * see are never another review's: where they change, the row's content is one that nobody has judged, until it is
 * embedded again, and the reviewer's facts go. A price that a reviewer settled stays while neither the content nor what
 * our reader makes of it moves; a corrected price or category while what it was given for stays as it was
 * (corrections.ts). Returns what was written.
 */
export async function savePages(db: Prisma.TransactionClient, pages: PageUpdate[]): Promise<SavedPage[]> {
  if (pages.length === 0) return [];
  return db.$queryRaw<SavedPage[]>`
    WITH page AS (
      SELECT *, CASE WHEN "priceAmount" IS NOT NULL THEN jsonb_build_object('amount', "priceAmount",
        'currency', "priceCurrency", 'text', COALESCE("priceText", '')) END AS "readPrice"
      FROM jsonb_to_recordset(${JSON.stringify(pages.map(storable))}::jsonb) AS c(
        "productId" text, "sellerPhone" text, "title" text, "description" text, "businessName" text, "cleanText" text,
        "priceAmount" numeric, "priceCurrency" text, "priceText" text, "imageUrl" text, "imageExpiresAt" timestamptz,
        "reviewAgain" boolean)
    ), held AS MATERIALIZED (
      SELECT p."productId", p."contentHash" IS NOT NULL AND (c."reviewAgain" OR
          (p."title", p."description", p."businessName") IS DISTINCT FROM (c."title", c."description", c."businessName")
        ) AS "isUnjudged", p."isListed", p."readPrice" IS DISTINCT FROM c."readPrice" AS "readsAnew",
        COALESCE(p."correctedPrice" -> 'over' = ${PRICE_OVER(PAGE)}, false) AS "keepsPrice",
        COALESCE(p."correctedCategory" -> 'over' = ${CATEGORY_OVER(PAGE)}, false) AS "keepsCategory"
      FROM "products" p JOIN page c USING ("productId", "sellerPhone")
      ORDER BY p."productId" FOR NO KEY UPDATE OF p
    ), saved AS (
      UPDATE "products" p SET
        "title" = c."title", "description" = c."description", "businessName" = c."businessName",
        "cleanText" = c."cleanText", "imageUrl" = c."imageUrl", "imageExpiresAt" = c."imageExpiresAt",
        "readPrice" = c."readPrice",
        "priceAmount" = CASE WHEN ${READ_ANEW} THEN c."priceAmount" ELSE p."priceAmount" END,
        "priceCurrency" = CASE WHEN ${READ_ANEW} THEN c."priceCurrency" ELSE p."priceCurrency" END,
        "priceText" = CASE WHEN ${READ_ANEW} THEN c."priceText" ELSE p."priceText" END,
        "correctedPrice" = CASE WHEN h."keepsPrice" THEN p."correctedPrice" END,
        "correctedCategory" = CASE WHEN h."keepsCategory" THEN p."correctedCategory" END,
        "brand" = CASE WHEN h."isUnjudged" THEN NULL ELSE p."brand" END,
        "sizes" = CASE WHEN h."isUnjudged" THEN '{}' ELSE p."sizes" END,
        "material" = CASE WHEN h."isUnjudged" THEN NULL ELSE p."material" END,
        "qcStatus" = CASE WHEN c."reviewAgain" OR h."isUnjudged" THEN 'pending'::"qc_status" ELSE p."qcStatus" END,
        "version" = p."version"
          + CASE WHEN (c."reviewAgain" OR h."isUnjudged") AND p."qcStatus" <> 'pending' THEN 1 ELSE 0 END,
        -- No other content has it, so that a review of the words before, still under way, does not count for these.
        "isListed" = p."isListed" AND NOT h."isUnjudged",
        "contentHash" = CASE WHEN h."isUnjudged" THEN gen_random_uuid()::text ELSE p."contentHash" END,
        "isActive" = true, "missingSince" = NULL,
        "lastHydratedAt" = clock_timestamp(), "hydrateAttemptAt" = clock_timestamp(), "updatedAt" = clock_timestamp()
      FROM page c JOIN held h USING ("productId") WHERE p."productId" = h."productId"
      RETURNING p."productId", p."sellerPhone", p."businessName", h."isListed" AND h."isUnjudged" AS "unlisted"
    ), logged AS (
      INSERT INTO "catalogSyncLogs" ("productId", "sellerPhone", "eventType", "code")
      SELECT "productId", "sellerPhone", 'unlisted', 'not_judged' FROM saved WHERE "unlisted"
    ), named AS (
      UPDATE "sellers" s SET "name" = n."businessName", "updatedAt" = clock_timestamp(),
        -- Theirs was given over another name of WhatsApp's.
        "displayName" = CASE WHEN s."displayNameOver" = n."businessName" THEN s."displayName" END,
        "displayNameOver" = CASE WHEN s."displayNameOver" = n."businessName" THEN s."displayNameOver" END
      FROM (
        SELECT DISTINCT ON ("sellerPhone") "sellerPhone", "businessName" FROM saved
        WHERE "businessName" IS NOT NULL ORDER BY "sellerPhone", "productId"
      ) n
      WHERE s."phone" = n."sellerPhone" AND s."name" IS DISTINCT FROM n."businessName"
    )
    SELECT "productId", "unlisted" FROM saved`;
}

/** Pages hold now and then what PostgreSQL does not keep. */
function storable(page: PageUpdate): Record<string, unknown> {
  const clean = (value: unknown) => (typeof value === 'string' ? keptText(value) : value);
  return Object.fromEntries(Object.entries(page).map(([key, value]) => [key, clean(value)]));
}

/** A page could not be read: it must not lead the next heartbeat again. */
export async function noteAttempts(db: Prisma.TransactionClient, productIds: string[]): Promise<void> {
  if (productIds.length === 0) return;
  await db.$executeRaw`
    UPDATE "products" SET "hydrateAttemptAt" = clock_timestamp()
    WHERE "productId" IN (${productsInOrder(productIds)})`;
}

/**
 * WhatsApp says that these are gone. They are hidden at once; the heartbeat looks a second time on a later day
 * (docs/decisions/0008). `missingSince` keeps the first proof's time.
 */
export async function markGone(db: Prisma.TransactionClient, productIds: string[]): Promise<void> {
  if (productIds.length === 0) return;
  await db.$executeRaw`
    UPDATE "products" SET "isActive" = false, "missingSince" = COALESCE("missingSince", clock_timestamp()),
      "hydrateAttemptAt" = clock_timestamp(), "updatedAt" = clock_timestamp()
    WHERE "productId" IN (${productsInOrder(productIds)})`;
}
