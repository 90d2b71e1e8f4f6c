import type { Prisma } from '@/lib/platform/prisma-client/client';

export interface MarketCounts {
  products: number;
  live: number;
  /** For a moderator: flagged, or live and reported. */
  waiting: number;
  sellers: number;
}

/** How large the market is, for the command centre: each count from an index, those of all products in one go. */
export async function countMarket(db: Prisma.TransactionClient): Promise<MarketCounts> {
  const [counts] = await db.$queryRaw<MarketCounts[]>`
    SELECT all_of_them."products", all_of_them."live",
      (SELECT count(*) FROM "products" WHERE "qcStatus" = 'flagged' AND "isActive")::int
        + (SELECT count(DISTINCT r."productId") FROM "productReports" r JOIN "products" p USING ("productId")
          WHERE r."resolvedAt" IS NULL AND p."isListed" AND NOT (p."qcStatus" = 'flagged' AND p."isActive"))::int
        AS "waiting",
      (SELECT count(*) FROM "sellers")::int AS "sellers"
    FROM (SELECT count(*)::int AS "products", count(*) FILTER (WHERE "isListed")::int AS "live" FROM "products")
      all_of_them`;
  return counts ?? { products: 0, live: 0, waiting: 0, sellers: 0 };
}
