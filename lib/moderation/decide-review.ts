import { SokoError } from '@/lib/platform/errors';
import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import { applyDecision } from '@/lib/products/apply-decision';
import { PROBLEMS } from '@/lib/quality/problems.schema';
import type { Decision } from '@/lib/quality/quality-reviewer';
import type { ReviewDecided } from './moderation.schema';
import { closeReports, personNote, reopenReports } from './product-reports';
import { secondLooksAfter } from './second-look/second-looks-after';

export interface ModerationDeps {
  db: PrismaClient;
  /** Puts the product in step with the index: shown when it may be, hidden when it may not. Idempotent. */
  relist(productId: string): Promise<unknown>;
  /** The approved product goes on to lazy persistence. */
  announceApproved(product: { productId: string; sellerPhone: string }): Promise<unknown>;
  /** deriveKey('second looks') */
  secondLookKey: Uint8Array;
}

export interface ReviewDecisionRequest {
  productId: string;
  /** The version the moderator saw: another one means that the product changed or somebody else decided. */
  version: number;
  /** `flagged` undoes the newest decision: back into the queue or, if that was about reports, live again. */
  decision: Decision;
  /** Codes from the fixed list; unknown ones are left out. */
  problems: readonly string[];
  note: string | null;
  moderatorId: string;
}

/**
 * Writes a moderator's decision, its review and its audit entry, and closes what shoppers reported, in one
 * transaction; then lists or hides the product. Errors: `product_not_found`, `product_not_reviewable`,
 * `review_conflict`, `reason_missing`.
 */
export async function decideReview(deps: ModerationDeps, request: ReviewDecisionRequest): Promise<ReviewDecided> {
  const problems = PROBLEMS.filter((problem) => request.problems.includes(problem));
  const note = personNote(request.note);
  if (request.decision === 'rejected' && problems.length === 0 && note === null) throw reasonMissing();

  const product = await record(deps, { ...request, problems, note });
  // After the commit: whoever is killed here leaves work that the sweep repairs, never a listing without a decision.
  await deps.relist(product.productId);
  if (product.decision === 'approved') await deps.announceApproved(product);
  return { productId: product.productId, decision: product.decision, version: product.version };
}

async function record(
  { db, secondLookKey }: Pick<ModerationDeps, 'db' | 'secondLookKey'>,
  request: ReviewDecisionRequest & { problems: string[] },
) {
  const { productId, version, moderatorId, problems, note } = request;
  try {
    return await db.$transaction(async (tx) => {
      const before = await tx.product.findUnique({ where: { productId }, select: { qcStatus: true } });
      const undo = request.decision === 'flagged';
      const decision = undo ? await undoDecision(tx, productId) : request.decision;
      const product = await applyDecision(tx, { productId, version, moderator: moderatorId, decision, problems, note });
      const reports = undo ? 0 : await closeReports(tx, { productId, moderatorId });
      const { contentHash } = product;
      await secondLooksAfter(tx, [{ productId, contentHash, decision, moderatorId }], secondLookKey);
      await tx.auditLog.create({
        data: {
          actorId: moderatorId,
          action: `review.${decision}`,
          subject: `product:${productId}`,
          detail: { from: before?.qcStatus ?? null, version: product.version, problems, note, reports },
        },
      });
      return { ...product, decision };
    });
  } catch (error) {
    if (error instanceof SokoError && error.code === 'review_conflict') throw await conflict(db, productId, error);
    throw error;
  }
}

/**
 * What a product goes back to when its newest decision is undone: flagged, into the queue, or, where the decision was
 * about reports of a live product, live with its reports open again.
 */
async function undoDecision(tx: Prisma.TransactionClient, productId: string): Promise<Decision> {
  if ((await reopenReports(tx, productId)) === 0) return 'flagged';
  const [before] = await tx.$queryRaw<{ decision: Decision }[]>`
    SELECT r."decision"::text FROM "qualityReviews" r
    JOIN "products" p ON p."productId" = r."productId" AND p."contentHash" = r."contentHash"
    WHERE r."productId" = ${productId} AND r."createdAt" < (
      SELECT max("createdAt") FROM "qualityReviews" WHERE "productId" = ${productId} AND "source" = 'moderator')
    ORDER BY r."source" = 'moderator' DESC, r."createdAt" DESC, r."id" LIMIT 1`;
  return before?.decision ?? 'flagged';
}

async function conflict(db: PrismaClient, productId: string, cause: SokoError): Promise<SokoError> {
  const decided = await whoDecided(db, productId);
  const message = decided
    ? `${decided.name} has already ${decided.verb} this product. Nothing was changed.`
    : 'The seller changed this product while you were looking at it. Nothing was changed; ' +
      'it comes back once it has been read again.';
  return new SokoError({ code: 'review_conflict', message, status: 409, cause });
}

const VERBS = { approved: 'approved', rejected: 'rejected', flagged: 'put back' } as const;

/** Who decided first, for the moderator who came second; null when the newest review is not a person's. */
async function whoDecided(db: PrismaClient, productId: string): Promise<{ name: string; verb: string } | null> {
  const latest = await db.qualityReview.findFirst({
    where: { productId },
    orderBy: { createdAt: 'desc' },
    select: { source: true, reviewer: true, decision: true },
  });
  if (latest?.source !== 'moderator') return null;
  const user = await db.user.findUnique({ where: { id: latest.reviewer }, select: { name: true } });
  return { name: user?.name ?? 'Another moderator', verb: VERBS[latest.decision] };
}

function reasonMissing(): SokoError {
  return new SokoError({
    code: 'reason_missing',
    message: 'Choose at least one reason, or write one, so that the seller and the next moderator can follow it.',
    status: 422,
  });
}
