import { writeAudit } from '@/lib/platform/audit';
import { SokoError } from '@/lib/platform/errors';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import type { HeldBefore } from '@/lib/products/reviews';
import { takeBackReview } from '@/lib/products/take-back-review';
import { whatWasDone } from './conflict-message';
import { follow, type ModerationDeps } from './decide-review';
import { onceForKey } from './decision-keys';
import { heldBeforeSchema, type ReviewDecided } from './moderation.schema';
import { moderatorName } from './moderator-names';
import { reopenMatters } from './open-matters';
import { type PersonsDecision, secondLooksAfter } from './second-look/second-looks-after';

export interface UndoRequest {
  /** The decision's own, not the product's. */
  decisionId: string;
  moderatorId: string;
  key?: string | null | undefined;
}

/**
 * Takes any decision back that is still in force: what held before it holds again, what it settled is open again.
 * Errors: `decision_not_found`, `decision_undone`, `decision_superseded` (naming who decided later), `content_changed`,
 * `key_reused`.
 */
export async function undoDecision(deps: ModerationDeps, request: UndoRequest): Promise<ReviewDecided> {
  const { decisionId, moderatorId, key = null } = request;
  const undone = await deps.db.$transaction(async (tx) => {
    const { productId } = await readAct(tx, decisionId);
    return onceForKey(tx, { userId: moderatorId, key, productId }, async () => {
      const { takenBack, ...undone } = await recordUndo(tx, { decisionId, moderatorId });
      await secondLooksAfter(tx, takenBack, deps.secondLookKey);
      return undone;
    });
  });
  await follow(deps, undone);
  return undone;
}

/** In the caller's transaction; writes nothing where it refuses. Errors: as `undoDecision`. */
export async function recordUndo(
  tx: Prisma.TransactionClient,
  { decisionId, moderatorId }: Omit<UndoRequest, 'key'>,
): Promise<ReviewDecided & { takenBack: PersonsDecision[] }> {
  const act = await holdAct(tx, decisionId);
  await refuseSuperseded(tx, act, moderatorId);
  await refuseAdmins(tx, act, moderatorId);
  const { productId, before } = act;
  const after = await takeBackReview(tx, { id: decisionId, productId, category: act.category, before, moderatorId });
  const matters = await reopenMatters(tx, {
    ...{ productId, reviewId: decisionId, decidedAt: act.createdAt, moderatorId },
  });
  await writeAudit(tx, {
    actorId: moderatorId,
    action: 'review.undone',
    subject: `product:${productId}`,
    detail: {
      before: { status: act.status, category: act.productCategory },
      after: { status: after.status, category: after.category },
      ...{ decisionId, by: act.reviewer, version: after.version, ...matters },
      ...(act.batchId === null ? {} : { batchId: act.batchId }),
    },
  });
  const { contentHash } = act;
  return {
    ...{ id: decisionId, productId, decision: after.status, version: after.version, action: 'undo' as const },
    takenBack: judgesNothing(act)
      ? []
      : [{ productId, contentHash, decision: 'flagged', moderatorId, decidedAt: act.createdAt }],
  };
}

/** As verdict.ts has them: nothing that a second look is about. */
const judgesNothing = ({ action }: Pick<Act, 'action'>): boolean => action === 'escalate' || action === 'category';

interface Act {
  id: string;
  productId: string;
  contentHash: string;
  reviewer: string;
  action: string | null;
  decision: 'approved' | 'rejected' | 'flagged';
  category: string | null;
  createdAt: Date;
  undoneAt: Date | null;
  undoneBy: string | null;
  batchId: string | null;
}

async function readAct(tx: Prisma.TransactionClient, id: string): Promise<Act & { before: HeldBefore | null }> {
  const act = await tx.qualityReview.findFirst({ where: { id, source: 'moderator' } });
  if (act !== null) return { ...act, before: heldBeforeSchema.safeParse(act.before).data ?? null };
  throw new SokoError({
    code: 'decision_not_found',
    message: 'There is no such decision: its product is not here any more.',
    status: 404,
  });
}

/** The decision and its product's row, which is held: nobody decides between. */
async function holdAct(tx: Prisma.TransactionClient, id: string) {
  const [product] = await tx.$queryRaw<{ contentHash: string | null; status: string; category: string | null }[]>`
    SELECT "contentHash", "qcStatus"::text AS "status", "category" FROM "products"
    WHERE "productId" = (SELECT "productId" FROM "qualityReviews" WHERE "id" = ${id}::uuid) FOR NO KEY UPDATE`;
  const act = await readAct(tx, id);
  if (act.undoneAt !== null) {
    const name = await moderatorName(tx, act.undoneBy ?? '');
    throw refused('decision_undone', `${name} has taken this decision back already.`);
  }
  if (product?.contentHash !== act.contentHash) {
    throw refused(
      'content_changed',
      'The seller has changed this product since: what it is now was judged anew. Nothing was changed.',
    );
  }
  return { ...act, status: product.status, productCategory: product.category };
}

/** A later decision is never trampled: whoever wants it gone takes that one back first. */
async function refuseSuperseded(tx: Prisma.TransactionClient, act: Act, moderatorId: string): Promise<void> {
  const later = await tx.qualityReview.findFirst({
    where: {
      ...{ productId: act.productId, contentHash: act.contentHash, source: 'moderator', undoneAt: null },
      ...{ createdAt: { gte: act.createdAt }, id: { not: act.id } },
    },
    orderBy: { createdAt: 'desc' },
    select: { reviewer: true, action: true, decision: true },
  });
  if (later === null) return;
  const who = later.reviewer === moderatorId ? 'You have' : `${await moderatorName(tx, later.reviewer)} has`;
  throw refused(
    'decision_superseded',
    `${who} ${whatWasDone(later)} since. Take that decision back first, if it is to go. Nothing was changed.`,
  );
}

/** What was left to the admins, and what they decided about it, only they take back, or whose it is. */
async function refuseAdmins(tx: Prisma.TransactionClient, act: Act, moderatorId: string): Promise<void> {
  if (act.reviewer === moderatorId) return;
  const { productId, createdAt: resolvedAt } = act;
  const escalation = await tx.escalation.findFirst({
    where: { productId, OR: [{ reviewId: act.id }, { resolvedAt }] },
    select: { id: true },
  });
  if (escalation === null) return;
  const user = await tx.user.findUnique({ where: { id: moderatorId }, select: { role: true } });
  if (user?.role === 'admin') return;
  throw refused(
    'escalated',
    'This product was left to the admins: only an admin takes this back. Nothing was changed.',
  );
}

const refused = (code: string, message: string): SokoError => new SokoError({ code, message, status: 409 });
