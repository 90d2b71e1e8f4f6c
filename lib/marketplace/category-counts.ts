import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';
import { HOME_CURRENCY } from './currencies.schema';

/** Categories that have live products (of one seller, by id, where one is given), the fullest first. */
export async function countCategories(
  db: PrismaClient,
  sellerId?: string,
): Promise<{ category: string; count: number }[]> {
  const groups = await db.product.groupBy({
    by: ['category'],
    where: { isListed: true, category: { not: null }, ...(sellerId === undefined ? {} : { seller: { id: sellerId } }) },
    _count: { _all: true },
  });
  return groups
    .flatMap(({ category, _count }) => (category === null ? [] : [{ category, count: _count._all }]))
    .sort((a, b) => b.count - a.count || a.category.localeCompare(b.category));
}

/** Currencies that live products (of one seller, by id, where one is given) are priced in: the home one first. */
export async function listCurrencies(db: PrismaClient, sellerId?: string): Promise<string[]> {
  const found = await (sellerId === undefined ? currenciesOfAll(db) : currenciesOfSeller(db, sellerId));
  const others = found.map(({ currency }) => currency).filter((code) => code !== HOME_CURRENCY);
  return [HOME_CURRENCY, ...others];
}

type Currencies = { currency: string }[];

const PRICED = Prisma.sql`p."isListed" AND p."priceAmount" IS NOT NULL`;

/** Each is one step in the index of prices, however many products there are. */
function currenciesOfAll(db: PrismaClient): Promise<Currencies> {
  const first = (from: Prisma.Sql) => Prisma.sql`
    (SELECT p."priceCurrency" FROM "products" p WHERE ${PRICED} AND ${from} ORDER BY p."priceCurrency" LIMIT 1)`;
  return db.$queryRaw<Currencies>`
    WITH RECURSIVE step AS (
      SELECT ${first(Prisma.sql`p."priceCurrency" IS NOT NULL`)} AS "currency"
      UNION ALL
      SELECT ${first(Prisma.sql`p."priceCurrency" > step."currency"`)} FROM step WHERE step."currency" IS NOT NULL
    ) SELECT "currency" FROM step WHERE "currency" IS NOT NULL`;
}

function currenciesOfSeller(db: PrismaClient, sellerId: string): Promise<Currencies> {
  return db.$queryRaw<Currencies>`
    SELECT DISTINCT p."priceCurrency" AS "currency" FROM "products" p
    WHERE p."sellerPhone" = (SELECT s."phone" FROM "sellers" s WHERE s."id" = ${sellerId}::uuid)
      AND ${PRICED} AND p."priceCurrency" IS NOT NULL ORDER BY 1`;
}
