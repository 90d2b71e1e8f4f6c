import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { productNotFound } from '@/lib/products/product-not-found';

/** Until a skipped product comes back to whoever skipped it. */
const SKIPPED_MINUTES = 30;

export interface SkipRequest {
  productId: string;
  moderatorId: string;
  /** Takes the skip back. */
  back: boolean;
}

/** For this moderator alone, and no decision: nothing of the product changes. Errors: `product_not_found`. */
export async function skipReview(
  db: PrismaClient,
  { productId, moderatorId: userId, back }: SkipRequest,
): Promise<{ productId: string; until: string | null }> {
  if (back) {
    await db.reviewSkip.deleteMany({ where: { userId, productId } });
    return { productId, until: null };
  }
  const [skip] = await db.$queryRaw<{ until: Date }[]>`
    INSERT INTO "reviewSkips" ("userId", "productId", "until")
    SELECT ${userId}, "productId", now() + make_interval(mins => ${SKIPPED_MINUTES}::int)
    FROM "products" WHERE "productId" = ${productId}
    ON CONFLICT ("userId", "productId") DO UPDATE SET "until" = EXCLUDED."until"
    RETURNING "until"`;
  if (skip !== undefined) return { productId, until: skip.until.toISOString() };
  throw productNotFound();
}
