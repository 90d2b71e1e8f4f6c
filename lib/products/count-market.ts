import type { Prisma } from '@/lib/platform/prisma-client/client';

export interface MarketCounts {
  products: number;
  live: number;
  /** For a moderator: flagged, or live and reported. */
  waiting: number;
  sellers: number;
}

/** How large the market is, for the command centre: each count from an index. */
export async function countMarket(db: Prisma.TransactionClient): Promise<MarketCounts> {
  const [counts] = await db.$queryRaw<MarketCounts[]>`
    SELECT (SELECT count(*) FROM "products")::int AS "products",
      (SELECT count(*) FROM "products" WHERE "isListed")::int AS "live",
      (SELECT count(*) FROM "products" WHERE "qcStatus" = 'flagged' AND "isActive")::int
        + (SELECT count(DISTINCT r."productId") FROM "productReports" r JOIN "products" p USING ("productId")
          WHERE r."resolvedAt" IS NULL AND p."isListed" AND NOT (p."qcStatus" = 'flagged' AND p."isActive"))::int
        AS "waiting",
      (SELECT count(*) FROM "sellers")::int AS "sellers"`;
  return counts ?? { products: 0, live: 0, waiting: 0, sellers: 0 };
}
