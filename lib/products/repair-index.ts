import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { VectorStore } from '@/lib/vectors/vector-store';
import { type ListingDeps, recomputeListing } from './listing';

export interface RepairDeps extends ListingDeps {
  db: PrismaClient;
  vectors: VectorStore;
}

const PAGE = 500;

/**
 * The database and the vector store cannot commit together. Looks through all products with a vector and mends what differs.
 * `full: false` looks only at the counts first. Returns how many were mended.
 */
export async function repairIndex(deps: RepairDeps, { full }: { full: boolean }): Promise<number> {
  const { db, vectors } = deps;
  if (!full && (await db.product.count({ where: { isListed: true } })) === (await vectors.count())) return 0;
  let mended = 0;
  for (let after = ''; ; ) {
    const page = await db.product.findMany({
      where: { productId: { gt: after }, embedding: { isNot: null } },
      orderBy: { productId: 'asc' },
      take: PAGE,
      select: { productId: true, isListed: true },
    });
    const last = page.at(-1);
    if (!last) return mended;
    after = last.productId;
    const indexed = await vectors.get(page.map((product) => product.productId));
    const differing = page.filter((product) => product.isListed !== indexed.has(product.productId));
    await recomputeListing(
      deps,
      differing.map((product) => product.productId),
    );
    mended += differing.length;
  }
}
