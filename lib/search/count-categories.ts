import type { PrismaClient } from '@/lib/platform/prisma-client/client';

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
