import { Prisma } from '@/lib/platform/prisma-client/client';
import type { Category } from '@/lib/quality/categories.schema';
import { productNotFound } from './product-not-found';
import { applyReviewsInForce, IN_FORCE_FIRST, STANDS } from './reviews';

// What a seller says in place of what we read or judged. It is written into the columns that everybody reads, with a
// note of what it was given for: save-page.ts drops it once WhatsApp says something else, reviews.ts leaves it alone.

/** SQL for what a category was corrected over, of a row or a page `of`: the words. */
export const CATEGORY_OVER = (of: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`jsonb_build_object('words', md5(concat(${of}."title", chr(31), ${of}."description")))`;

/** The same for a price: the words, and the price that is read in them or stated beside them. */
export const PRICE_OVER = (of: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(${CATEGORY_OVER(of)} || jsonb_build_object('read', ${of}."readPrice"))`;

const ROW = Prisma.raw('p');

export interface OwnProduct {
  productId: string;
  /** Whose shop it is: another seller's product is not found. */
  sellerPhone: string;
}

export interface Price {
  amount: number;
  currency: string;
}

/** What a product says where it may be corrected. */
export interface Correctable {
  price: Price | null;
  priceCorrected: boolean;
  category: string | null;
  categoryCorrected: boolean;
  hidden: boolean;
}

interface Row {
  amount: number | null;
  currency: string | null;
  priceCorrected: boolean;
  category: string | null;
  categoryCorrected: boolean;
  hidden: boolean;
}

/** Holds the row until the transaction ends. Errors: `product_not_found`. */
export async function holdOwnProduct(tx: Prisma.TransactionClient, own: OwnProduct): Promise<Correctable> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT "priceAmount"::float8 AS "amount", "priceCurrency" AS "currency",
      "correctedPrice" IS NOT NULL AS "priceCorrected", "category",
      "correctedCategory" IS NOT NULL AS "categoryCorrected", "hiddenAt" IS NOT NULL AS "hidden"
    FROM "products" WHERE "productId" = ${own.productId} AND "sellerPhone" = ${own.sellerPhone} FOR NO KEY UPDATE`;
  if (row === undefined) throw productNotFound();
  const { amount, currency, ...rest } = row;
  return { price: amount === null || currency === null ? null : { amount, currency }, ...rest };
}

/** `priceText` stays WhatsApp's. Afterwards the caller recomputes the listing, for the index. */
export async function correctPrice(tx: Prisma.TransactionClient, productId: string, price: Price): Promise<void> {
  await tx.$executeRaw`
    UPDATE "products" p SET "priceAmount" = ${price.amount}::numeric, "priceCurrency" = ${price.currency},
      "correctedPrice" = jsonb_build_object('amount', ${price.amount}::numeric, 'currency', ${price.currency}::text,
        'over', ${PRICE_OVER(ROW)}), "updatedAt" = clock_timestamp()
    WHERE "productId" = ${productId}`;
}

/** Back to what is read in WhatsApp's words, as a reviewer settled it. */
export async function dropPriceCorrection(tx: Prisma.TransactionClient, productId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "products" SET "correctedPrice" = NULL, "priceAmount" = ("readPrice" ->> 'amount')::numeric,
      "priceCurrency" = "readPrice" ->> 'currency', "priceText" = NULLIF("readPrice" ->> 'text', ''),
      "updatedAt" = clock_timestamp()
    WHERE "productId" = ${productId} AND "correctedPrice" IS NOT NULL`;
  await applyReviewsInForce(tx, [productId]);
}

export async function correctCategory(
  tx: Prisma.TransactionClient,
  productId: string,
  category: Category,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "products" p SET "category" = ${category}, "correctedCategory" = jsonb_build_object(
      'category', ${category}::text, 'over', ${CATEGORY_OVER(ROW)}), "updatedAt" = clock_timestamp()
    WHERE "productId" = ${productId}`;
}

/** Back to what was judged: by a person, else by the model. */
export async function dropCategoryCorrection(tx: Prisma.TransactionClient, productId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "products" p SET "correctedCategory" = NULL, "updatedAt" = clock_timestamp(), "category" = (
      SELECT r."category" FROM "qualityReviews" r
      WHERE r."productId" = p."productId" AND r."contentHash" = p."contentHash" AND r."category" IS NOT NULL
        AND ${STANDS} ORDER BY ${IN_FORCE_FIRST} LIMIT 1)
    WHERE "productId" = ${productId} AND "correctedCategory" IS NOT NULL`;
}

/** Shoppers do not see it from the commit on; the caller then takes it out of the index. */
export async function hideProduct(tx: Prisma.TransactionClient, productId: string): Promise<void> {
  await tx.$executeRaw`
    WITH held AS MATERIALIZED (
      SELECT "productId", "sellerPhone", "isListed" FROM "products"
      WHERE "productId" = ${productId} AND "hiddenAt" IS NULL FOR NO KEY UPDATE
    ), logged AS (
      INSERT INTO "catalogSyncLogs" ("productId", "sellerPhone", "eventType", "code")
      SELECT "productId", "sellerPhone", 'unlisted', 'hidden' FROM held WHERE "isListed"
    )
    UPDATE "products" p SET "hiddenAt" = clock_timestamp(), "isListed" = false, "updatedAt" = clock_timestamp()
    FROM held h WHERE p."productId" = h."productId"`;
}

export async function showProduct(tx: Prisma.TransactionClient, productId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "products" SET "hiddenAt" = NULL, "updatedAt" = clock_timestamp() WHERE "productId" = ${productId}`;
}
