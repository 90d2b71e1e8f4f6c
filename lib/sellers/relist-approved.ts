import type { PrismaClient } from '@/lib/platform/prisma-client/client';

export interface RelistDeps {
  db: PrismaClient;
  /** Puts products in step with the index: recomputeListing. */
  relist(productIds: string[]): Promise<unknown>;
}

const RELISTED_AT_ONCE = 500;

/** Decides anew about all of a seller's that a review let pass. Returns how many. */
export async function relistApproved({ db, relist }: RelistDeps, sellerPhone: string): Promise<number> {
  const products = await db.product.findMany({
    where: { sellerPhone, qcStatus: 'approved' },
    orderBy: { productId: 'asc' },
    select: { productId: true },
  });
  const ids = products.map(({ productId }) => productId);
  for (let from = 0; from < ids.length; from += RELISTED_AT_ONCE)
    await relist(ids.slice(from, from + RELISTED_AT_ONCE));
  return ids.length;
}
