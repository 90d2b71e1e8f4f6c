import { Prisma } from '@/lib/platform/prisma-client/client';
import type { ReviewDecision } from '@/lib/platform/prisma-client/enums';
import { applyReviewsInForce, type HeldBefore } from './reviews';

export interface TakenBack {
  id: string;
  productId: string;
  /** It corrected this. */
  category: string | null;
  /** Null: a decision of before this was kept. */
  before: HeldBefore | null;
  moderatorId: string;
}

/**
 * Takes a moderator's act back, in the caller's transaction, which holds the product's row: what held before it holds
 * again, a person's decision before the model's; where nothing did, the product waits for a person. The caller then
 * recomputes the listing.
 */
export async function takeBackReview(
  tx: Prisma.TransactionClient,
  { id, productId, category, before, moderatorId }: TakenBack,
): Promise<{ status: ReviewDecision; version: number; category: string | null }> {
  await tx.$executeRaw`
    UPDATE "qualityReviews" SET "undoneAt" = CURRENT_TIMESTAMP, "undoneBy" = ${moderatorId} WHERE "id" = ${id}::uuid`;
  if (category !== null && before !== null) {
    await tx.product.update({
      where: { productId },
      data: { category: before.category, correctedCategory: correctionOf(before) },
    });
  }
  await applyReviewsInForce(tx, [productId]);
  const rows = await tx.$queryRaw<{ status: ReviewDecision; version: number; category: string | null }[]>`
    UPDATE "products" p SET "version" = p."version" + 1, "updatedAt" = clock_timestamp(),
      "qcStatus" = CASE WHEN EXISTS (
        SELECT 1 FROM "qualityReviews" r
        WHERE r."productId" = p."productId" AND r."contentHash" = p."contentHash" AND r."undoneAt" IS NULL
      ) THEN p."qcStatus" ELSE 'flagged'::"qc_status" END
    WHERE p."productId" = ${productId} RETURNING p."qcStatus"::text AS "status", p."version", p."category"`;
  const [after] = rows;
  if (after === undefined) throw new Error(`product ${productId} went while its row was held`);
  return after;
}

function correctionOf({ correctedCategory }: HeldBefore): Prisma.InputJsonValue | typeof Prisma.DbNull {
  // As PostgreSQL gave it.
  return correctedCategory == null ? Prisma.DbNull : (correctedCategory as Prisma.InputJsonValue);
}
