import { randomUUID } from 'node:crypto';
import { SokoError } from '@/lib/platform/errors';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import type { ReviewDecision } from '@/lib/platform/prisma-client/enums';
import type { ModeratorAction } from './moderator-acts.schema';
import { productNotFound } from './product-not-found';
import { applyReviewsInForce, type HeldBefore, readReviewsInForce, recordReview } from './reviews';

/** What a decision is about: a product whose row the transaction has locked. */
interface HeldProduct {
  productId: string;
  version: number;
  contentHash: string;
  sellerPhone: string;
  before: HeldBefore;
}

export interface ModeratorDecision {
  /** Their user id. */
  moderator: string;
  action: ModeratorAction;
  /** Null: an act that judges nothing, and repeats what holds. */
  decision: ReviewDecision | null;
  problems: string[];
  /** A correction: stands above the seller's own. */
  category?: string | null;
  note: string | null;
  batchId?: string | null;
}

/** As it was held, with the version that it has now. */
export interface DecidedProduct extends HeldProduct {
  /** The decision's: by which it is taken back. */
  id: string;
  decision: ReviewDecision;
}

/**
 * A person's decision about the content they saw. Moves the version even where it confirms what held, so that whoever
 * decides about the same meets a conflict. In the transaction that holds the product (with its audit line); afterwards
 * the caller recomputes the listing and, for an approval, sends product/approved.
 */
export async function applyDecision(
  tx: Prisma.TransactionClient,
  product: HeldProduct,
  act: ModeratorDecision,
): Promise<DecidedProduct> {
  const { productId, version, contentHash, before } = product;
  const { moderator, action, category = null, note, batchId = null } = act;
  const held = act.decision === null ? await whatHolds(tx, { productId, contentHash }) : null;
  const decision = act.decision ?? held?.decision ?? 'flagged';
  const problems = held?.problems ?? act.problems;
  const id = randomUUID();
  await recordReview(tx, {
    ...{ productId, contentHash, source: 'moderator', reviewer: moderator, decision, confidence: null },
    ...{ problems, category, note, act: { id, action, before, batchId } },
  });
  if (category !== null && before.correctedCategory != null) {
    await tx.$executeRaw`UPDATE "products" SET "correctedCategory" = NULL WHERE "productId" = ${productId}`;
  }
  await applyReviewsInForce(tx, [productId]);
  const [after] = await tx.$queryRaw<{ version: number }[]>`
    UPDATE "products" SET "version" = GREATEST("version", ${version} + 1)
    WHERE "productId" = ${productId} RETURNING "version"`;
  return { ...product, version: after?.version ?? version, id, decision };
}

/**
 * Locks the row until the transaction ends. `version`: products.version, as the moderator saw it. Errors:
 * `product_not_found`, `review_conflict` (somebody was faster, or the product changed), `product_not_reviewable`
 * (nothing to judge yet).
 */
export async function holdProduct(
  tx: Prisma.TransactionClient,
  productId: string,
  version: number,
): Promise<HeldProduct> {
  const [row] = await tx.$queryRaw<
    (HeldBefore & { version: number; contentHash: string | null; sellerPhone: string })[]
  >`
    SELECT "version", "contentHash", "sellerPhone", "qcStatus"::text AS "status", "isListed", "category",
      "correctedCategory"
    FROM "products" WHERE "productId" = ${productId} FOR NO KEY UPDATE`;
  if (row === undefined) throw productNotFound();
  if (row.version !== version) {
    throw new SokoError({
      code: 'review_conflict',
      message: 'Somebody else decided, or the product changed, while you were looking. Look at it again.',
      status: 409,
    });
  }
  if (row.contentHash === null) throw notReviewable();
  const { contentHash, sellerPhone, status, isListed, category, correctedCategory } = row;
  return { productId, version, contentHash, sellerPhone, before: { status, isListed, category, correctedCategory } };
}

async function whatHolds(tx: Prisma.TransactionClient, content: { productId: string; contentHash: string }) {
  return (await readReviewsInForce(tx, [content])).get(content.productId) ?? null;
}

function notReviewable(): SokoError {
  return new SokoError({
    code: 'product_not_reviewable',
    message: 'This product has not been read completely yet. Try again when its sync has finished.',
    status: 409,
  });
}
