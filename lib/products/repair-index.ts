import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { VectorStore } from '@/lib/vectors/vector-store';
import { type ListingDeps, readMislisted, recomputeListing } from './listing';

export interface RepairDeps extends ListingDeps {
  db: PrismaClient;
  vectors: Pick<VectorStore, 'space' | 'upsert' | 'remove' | 'get' | 'count'>;
}

const PAGE = 500;

/**
 * Mends rows that do not say what they should, then what differs between the database and the vector store, which
 * cannot commit together. `full: false` looks through all products only when the counts differ. Returns how many were
 * mended.
 */
export async function repairIndex(deps: RepairDeps, { full }: { full: boolean }): Promise<number> {
  const { db, vectors } = deps;
  const mislisted = await readMislisted(deps, PAGE);
  await recomputeListing(deps, mislisted);
  let mended = mislisted.length;
  if (!full && (await db.product.count({ where: { isListed: true } })) === (await vectors.count())) return mended;
  for (let after = ''; ; ) {
    const page = await db.product.findMany({
      where: { productId: { gt: after }, embeddings: { some: { space: vectors.space } } },
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
