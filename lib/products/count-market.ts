import type { PrismaClient } from '@/lib/platform/prisma-client/client';

export interface MarketCounts {
  products: number;
  live: number;
  /** Waiting for a moderator. */
  flagged: number;
  sellers: number;
}

/** How large the market is, for the command centre. */
export async function countMarket(db: PrismaClient): Promise<MarketCounts> {
  const [products, live, flagged, sellers] = await Promise.all([
    db.product.count(),
    db.product.count({ where: { isListed: true } }),
    db.product.count({ where: { qcStatus: 'flagged', isActive: true } }),
    db.seller.count(),
  ]);
  return { products, live, flagged, sellers };
}
