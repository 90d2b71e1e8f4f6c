import type { PrismaClient } from '@/lib/platform/prisma-client/client';

/** How many live products were listed since then. */
export function countListedSince(db: PrismaClient, since: Date): Promise<number> {
  return db.product.count({ where: { isListed: true, listedAt: { gte: since } } });
}
