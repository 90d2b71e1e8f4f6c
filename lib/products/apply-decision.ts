import { SokoError } from '@/lib/platform/errors';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { applyReviewsInForce, recordReview } from './reviews';

export interface ModeratorDecision {
  productId: string;
  /** As the moderator saw it: products.version. */
  version: number;
  /** Their user id. */
  moderator: string;
  decision: 'approved' | 'rejected' | 'flagged';
  problems: string[];
  category?: string | null;
  note: string | null;
}

export interface DecidedProduct {
  productId: string;
  sellerPhone: string;
  contentHash: string;
  version: number;
}

/**
 * A person's decision about the content they saw. Moves the version even where it confirms what held, so that whoever
 * decides about the same meets a conflict. In the caller's transaction (with its audit line); afterwards the caller
 * recomputes the listing and, for an approval, sends product/approved. Errors: `product_not_found`, `review_conflict`
 * (somebody was faster, or the product changed), `product_not_reviewable` (nothing to judge yet).
 */
export async function applyDecision(
  tx: Prisma.TransactionClient,
  decision: ModeratorDecision,
): Promise<DecidedProduct> {
  const { productId, moderator, version, category = null, ...rest } = decision;
  const rows = await tx.$queryRaw<{ version: number; contentHash: string | null; sellerPhone: string }[]>`
    SELECT "version", "contentHash", "sellerPhone" FROM "products" WHERE "productId" = ${productId} FOR NO KEY UPDATE`;
  const product = rows[0];
  if (!product) {
    throw new SokoError({ code: 'product_not_found', message: 'This product is not here any more.', status: 404 });
  }
  if (product.version !== version) {
    throw new SokoError({
      code: 'review_conflict',
      message: 'Somebody else decided, or the product changed, while you were looking. Look at it again.',
      status: 409,
    });
  }
  if (product.contentHash === null) {
    throw new SokoError({
      code: 'product_not_reviewable',
      message: 'This product has not been read completely yet. Try again when its sync has finished.',
      status: 409,
    });
  }
  const { contentHash, sellerPhone } = product;
  const { decision: verdict, problems, note } = rest;
  await recordReview(tx, {
    productId,
    contentHash,
    source: 'moderator',
    reviewer: moderator,
    decision: verdict,
    confidence: null,
    problems,
    category,
    note,
  });
  await applyReviewsInForce(tx, [productId]);
  const [after] = await tx.$queryRaw<{ version: number }[]>`
    UPDATE "products" SET "version" = GREATEST("version", ${version} + 1)
    WHERE "productId" = ${productId} RETURNING "version"`;
  return { productId, sellerPhone, contentHash, version: after?.version ?? version };
}
