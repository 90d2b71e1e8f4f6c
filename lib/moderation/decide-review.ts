import { SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { type Decision, PROBLEMS, type Problem } from '@/lib/quality/quality-reviewer';
import { conflictWith } from './review-conflict';

export interface ModerationDeps {
  db: PrismaClient;
  /** Puts the product in step with the index: shown when it may be, hidden when it may not. Idempotent. */
  relist(productId: string): Promise<unknown>;
  /** The approved product goes on to lazy persistence. */
  announceApproved(product: { productId: string; sellerPhone: string }): Promise<unknown>;
}

export interface ModeratorDecision {
  productId: string;
  /** The version the moderator saw: another one means that the product changed or somebody else decided. */
  version: number;
  /** `flagged` puts it back in the queue: undoing a decision. */
  decision: Decision;
  /** Codes from the fixed list; unknown ones are left out. */
  problems: readonly string[];
  note: string | null;
  moderatorId: string;
}

export interface DecidedProduct {
  productId: string;
  decision: Decision;
  version: number;
}

/**
 * Writes a moderator's decision, its review and its audit entry in one transaction, then lists or hides the product.
 * Errors: `product_not_found`, `review_conflict`, `reason_missing`.
 */
export async function decideReview(deps: ModerationDeps, decision: ModeratorDecision): Promise<DecidedProduct> {
  const problems = PROBLEMS.filter((problem): problem is Problem => decision.problems.includes(problem));
  const note = decision.note?.trim() || null;
  if (decision.decision === 'rejected' && problems.length === 0 && note === null) throw reasonMissing();

  const product = await record(deps.db, { ...decision, problems, note });
  // After the commit: whoever is killed here leaves work that the sweep repairs, never a listing without a decision.
  await deps.relist(product.productId);
  if (decision.decision === 'approved') await deps.announceApproved(product);
  return { productId: product.productId, decision: decision.decision, version: product.version };
}

async function record(db: PrismaClient, decision: ModeratorDecision) {
  const { productId, version, moderatorId, problems, note } = decision;
  return db.$transaction(async (tx) => {
    const before = await tx.product.findUnique({
      where: { productId },
      select: { contentHash: true, category: true, qcStatus: true },
    });
    if (!before)
      throw new SokoError({ code: 'product_not_found', message: 'This product is no longer in Soko.', status: 404 });
    // Compare and set: of two moderators only one finds the version both of them saw.
    const [product] = await tx.product.updateManyAndReturn({
      where: { productId, version },
      data: { qcStatus: decision.decision, qcContentHash: before.contentHash, version: { increment: 1 } },
      select: { productId: true, sellerPhone: true, version: true },
    });
    if (!product) throw await conflictWith(tx, productId);
    await tx.qualityReview.create({
      data: {
        productId,
        contentHash: before.contentHash ?? '',
        source: 'moderator',
        reviewer: moderatorId,
        decision: decision.decision,
        problems: [...problems],
        category: before.category,
        note,
      },
    });
    await tx.auditLog.create({
      data: {
        actorId: moderatorId,
        action: `review.${decision.decision}`,
        subject: `product:${productId}`,
        detail: { from: before.qcStatus, version: product.version, problems: [...problems], note },
      },
    });
    return product;
  });
}

function reasonMissing(): SokoError {
  return new SokoError({
    code: 'reason_missing',
    message: 'Choose at least one reason, or write one, so that the seller and the next moderator can follow it.',
    status: 422,
  });
}
