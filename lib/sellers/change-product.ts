import { openAppeal } from '@/lib/moderation/appeals';
import { writeAudit } from '@/lib/platform/audit';
import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import {
  type Correctable,
  correctCategory,
  correctPrice,
  dropCategoryCorrection,
  dropPriceCorrection,
  hideProduct,
  holdOwnProduct,
  showProduct,
} from '@/lib/products/corrections';
import type { ShopAccess } from './shop-access';
import type { ProductChange } from './shop-changes.schema';

export interface ChangeProductDeps {
  db: PrismaClient;
  /** Puts products in step with the index: recomputeListing. */
  relist(productIds: string[]): Promise<unknown>;
}

/**
 * One change of one product by whoever holds its shop, in one transaction with its line of audit; then the index
 * follows. What it may be is the caller's to check (`levelOf`). Errors: `product_not_found`, those of an appeal.
 */
export async function changeProduct(
  { db, relist }: ChangeProductDeps,
  { sellerId, phone }: Pick<ShopAccess, 'sellerId' | 'phone'>,
  productId: string,
  change: ProductChange,
): Promise<{ changed: boolean }> {
  const changed = await db.$transaction(async (tx) => {
    const before = await holdOwnProduct(tx, { productId, sellerPhone: phone });
    const line = { actorId: `seller:${sellerId}`, action: `product.${ACTIONS[change.action]}` };
    const subject = `product:${productId}`;
    if (change.action === 'appeal') {
      const { note } = await openAppeal(tx, { productId, sellerPhone: phone, note: change.note });
      await writeAudit(tx, {
        ...line,
        subject,
        detail: { before: { appealed: false }, after: { appealed: true, note } },
      });
      return true;
    }
    await apply(tx, productId, change);
    const after = await holdOwnProduct(tx, { productId, sellerPhone: phone });
    if (JSON.stringify(before) === JSON.stringify(after)) return false;
    await writeAudit(tx, { ...line, subject, detail: { before: told(before), after: told(after) } });
    return true;
  });
  // After the commit: whoever is killed here leaves an index that the nightly sweep puts right.
  if (change.action !== 'appeal') await relist([productId]);
  return { changed };
}

const ACTIONS: Record<ProductChange['action'], string> = {
  hide: 'hidden',
  show: 'shown',
  price: 'price_corrected',
  price_as_read: 'price_as_read',
  category: 'category_corrected',
  category_as_judged: 'category_as_judged',
  appeal: 'appealed',
};

function apply(
  tx: Prisma.TransactionClient,
  productId: string,
  change: Exclude<ProductChange, { action: 'appeal' }>,
): Promise<void> {
  switch (change.action) {
    case 'hide':
      return hideProduct(tx, productId);
    case 'show':
      return showProduct(tx, productId);
    case 'price':
      return correctPrice(tx, productId, { amount: change.amount, currency: change.currency });
    case 'price_as_read':
      return dropPriceCorrection(tx, productId);
    case 'category':
      return correctCategory(tx, productId, change.category);
    case 'category_as_judged':
      return dropCategoryCorrection(tx, productId);
  }
}

function told({ price, ...rest }: Correctable): Prisma.InputJsonObject {
  return { ...rest, price: price === null ? null : { ...price } };
}
