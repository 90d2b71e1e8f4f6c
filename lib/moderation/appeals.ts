import { SokoError } from '@/lib/platform/errors';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { personNote } from '@/lib/products/kept-text';
import { productNotFound } from '@/lib/products/product-not-found';

export interface NewAppeal {
  productId: string;
  /** Whose shop it is: another seller's product is not found. */
  sellerPhone: string;
  note: string;
}

/**
 * Keeps a seller's answer to a rejection for the moderators, in the caller's transaction (with its audit line). Once
 * for each content: what changes is read and judged anew by itself. Returns what is appealed. Errors:
 * `product_not_found`, `appeal_not_possible` (it is not rejected as it is now), `appealed_already`,
 * `appeal_without_reason`.
 */
export async function openAppeal(
  tx: Prisma.TransactionClient,
  appeal: NewAppeal,
): Promise<{ contentHash: string; note: string }> {
  const { productId, sellerPhone } = appeal;
  const note = personNote(appeal.note);
  if (note === null) {
    throw new SokoError({
      code: 'appeal_without_reason',
      message: 'Write in a sentence or two why this product should be shown.',
      status: 422,
    });
  }
  const contentHash = await holdRejected(tx, { productId, sellerPhone });
  const kept = await tx.$executeRaw`
    INSERT INTO "appeals" ("productId", "contentHash", "note") VALUES (${productId}, ${contentHash}, ${note})
    ON CONFLICT ("productId", "contentHash") DO NOTHING`;
  if (kept === 0) {
    throw new SokoError({
      code: 'appealed_already',
      message: 'You have asked for this already. When you change the product in WhatsApp, it is checked anew.',
      status: 409,
    });
  }
  return { contentHash, note };
}

/** Holds the row, so that no decision falls between. */
async function holdRejected(
  tx: Prisma.TransactionClient,
  { productId, sellerPhone }: { productId: string; sellerPhone: string },
): Promise<string> {
  const [product] = await tx.$queryRaw<{ rejected: boolean; contentHash: string | null }[]>`
    SELECT "contentHash", "isActive" AND "qcStatus" = 'rejected' AND "qcContentHash" = "contentHash" AS "rejected"
    FROM "products" WHERE "productId" = ${productId} AND "sellerPhone" = ${sellerPhone} FOR NO KEY UPDATE`;
  if (!product) throw productNotFound();
  if (!product.rejected || product.contentHash === null) {
    throw new SokoError({
      code: 'appeal_not_possible',
      message: 'This product is not refused any more. Load the page again to see how it stands.',
      status: 409,
    });
  }
  return product.contentHash;
}

export interface AppealDecision {
  productId: string;
  moderatorId: string;
  outcome: 'approved' | 'rejected';
}

/**
 * Closes a product's open appeals, in the transaction of a moderator's decision: they get its time, by which they are
 * found when it is undone. Returns how many there were.
 */
export async function closeAppeals(tx: Prisma.TransactionClient, decision: AppealDecision): Promise<number> {
  const { productId, moderatorId, outcome } = decision;
  return tx.$executeRaw`
    UPDATE "appeals" SET "resolvedAt" = CURRENT_TIMESTAMP, "resolvedBy" = ${moderatorId}, "outcome" = ${outcome}
    WHERE "productId" = ${productId} AND "resolvedAt" IS NULL`;
}

/** Opens again what a decision closed that is undone: `decidedAt` is its review's createdAt. */
export async function reopenAppeals(
  tx: Prisma.TransactionClient,
  { productId, decidedAt }: { productId: string; decidedAt: Date },
): Promise<number> {
  return tx.$executeRaw`
    UPDATE "appeals" SET "resolvedAt" = NULL, "resolvedBy" = NULL, "outcome" = NULL
    WHERE "productId" = ${productId} AND "resolvedAt" = ${decidedAt}`;
}
