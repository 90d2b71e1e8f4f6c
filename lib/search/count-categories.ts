import type { PrismaClient } from '@/lib/platform/prisma-client/client';

/** Categories that have live products, the fullest first. */
export async function countCategories(db: PrismaClient): Promise<{ category: string; count: number }[]> {
  const groups = await db.product.groupBy({
    by: ['category'],
    where: { isListed: true, category: { not: null } },
    _count: { _all: true },
  });
  return groups
    .flatMap(({ category, _count }) => (category === null ? [] : [{ category, count: _count._all }]))
    .sort((a, b) => b.count - a.count || a.category.localeCompare(b.category));
}
