import { needsPersistence, type ProductRecord } from '@/lib/products/product-record';
import type { ReviewInForce } from '@/lib/products/reviews';
import type { ItemMove } from '@/lib/syncs/move-items';

export const NO_PICTURE = {
  code: 'no_picture',
  message: 'The product has no picture. Add one in WhatsApp and sync again; shoppers find products by their pictures.',
};

/** What a judgement means for the product's item. */
export function moveAfter(product: ProductRecord, review: ReviewInForce): ItemMove {
  const { productId } = product;
  const logs = [{ eventType: `qc_${review.decision}` as const }];
  if (review.decision !== 'approved') {
    const noPicture = product.imageHash === null;
    const problem = noPicture ? NO_PICTURE : { code: review.problems[0] ?? 'needs_review', message: reasonOf(review) };
    return { productId, outcome: review.decision, problem, logs };
  }
  if (needsPersistence(product)) return { productId, stage: 'persist', logs };
  const stored = product.s3ImageHash !== null && product.s3ImageHash === product.imageHash;
  return { productId, outcome: 'approved', ...(stored ? { persisted: true as const } : {}), logs };
}

/** The note is for those who decide: a seller is told the reasons by their codes. */
function reasonOf({ decision }: ReviewInForce): string {
  return decision === 'flagged' ? 'A person will look at this product.' : 'This product may not be shown on Soko.';
}
