import type { PrismaClient } from '@/lib/platform/prisma-client/client';

export interface MarketCounts {
  products: number;
  live: number;
  /** For a moderator: flagged, or live and reported. */
  waiting: number;
  sellers: number;
}

/** How large the market is, for the command centre. */
export async function countMarket(db: PrismaClient): Promise<MarketCounts> {
  const [products, live, waiting, sellers] = await Promise.all([
    db.product.count(),
    db.product.count({ where: { isListed: true } }),
    db.product.count({
      where: {
        OR: [
          { qcStatus: 'flagged', isActive: true },
          { isListed: true, reports: { some: { resolvedAt: null } } },
        ],
      },
    }),
    db.seller.count(),
  ]);
  return { products, live, waiting, sellers };
}
