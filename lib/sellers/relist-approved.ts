import type { HoldDeps } from './hold-seller';

const RELISTED_AT_ONCE = 500;

/** Decides anew about all of a seller's that a review let pass. Returns how many. */
export async function relistApproved({ db, relist }: HoldDeps, sellerPhone: string): Promise<number> {
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
