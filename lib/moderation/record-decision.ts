import { writeAudit } from '@/lib/platform/audit';
import { SokoError } from '@/lib/platform/errors';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { applyDecision, type DecidedProduct, holdProduct } from '@/lib/products/apply-decision';
import { ANOTHER_MODERATOR } from './moderator-names';
import { closeAsks, closeMatters, type Matters } from './open-matters';
import type { PersonsDecision } from './second-look/second-looks-after';
import { ACTS, type CheckedVerdict } from './verdict';

export interface DecisionToRecord extends CheckedVerdict {
  productId: string;
  version: number;
  moderatorId: string;
  batchId?: string | null;
}

/**
 * One moderator's decision about one product with all that goes with it: its review, what it asks the seller or leaves
 * to the admins, what it settles, its line of audit. In the caller's transaction; writes nothing where it refuses.
 * Errors: `product_not_found`, `product_not_reviewable`, `review_conflict`, `escalated`.
 */
export async function recordDecision(tx: Prisma.TransactionClient, request: DecisionToRecord): Promise<DecidedProduct> {
  const { productId, version, moderatorId, problems, note, category, batchId = null } = request;
  const { action, decision, audit } = ACTS[request.decision];
  const held = await holdProduct(tx, productId, version);
  await refuseEscalated(tx, request);
  const decided = await applyDecision(tx, held, {
    ...{ moderator: moderatorId, action, decision, problems, category, note, batchId },
  });
  const matters = await settle(tx, request, decided);
  const { id, before } = decided;
  await writeAudit(tx, {
    actorId: moderatorId,
    action: audit,
    subject: `product:${productId}`,
    detail: {
      before: { status: before.status, isListed: before.isListed, category: before.category },
      after: { status: decided.decision, category: category ?? before.category },
      ...{ version: decided.version, problems, note, decisionId: id, ...matters },
      ...(batchId === null ? {} : { batchId }),
    },
  });
  return decided;
}

/** For second looks: an act that judges nothing is none. */
export function judgementOf(
  { decision, moderatorId }: Pick<DecisionToRecord, 'decision' | 'moderatorId'>,
  { productId, contentHash }: DecidedProduct,
): PersonsDecision[] {
  const judged = ACTS[decision].decision;
  return judged === null ? [] : [{ productId, contentHash, decision: judged, moderatorId }];
}

async function settle(
  tx: Prisma.TransactionClient,
  { decision, sellerNote, note, problems, moderatorId }: DecisionToRecord,
  { id: reviewId, productId, contentHash }: DecidedProduct,
): Promise<Partial<Matters>> {
  switch (decision) {
    case 'approved':
    case 'rejected':
      return closeMatters(tx, { productId, moderatorId, outcome: decision });
    case 'fix': {
      const matters = await closeMatters(tx, { productId, moderatorId, outcome: 'rejected' });
      await tx.fixRequest.create({
        data: { productId, contentHash, reviewId, problems, sellerNote: sellerNote ?? '', askedBy: moderatorId },
      });
      return matters;
    }
    case 'flagged':
      return closeAsks(tx, { productId, moderatorId });
    case 'escalated':
      await tx.escalation.create({ data: { productId, contentHash, reviewId, note: note ?? '', byId: moderatorId } });
      return {};
    case 'category':
      return {};
  }
}

/** What is left to the admins is theirs to decide; it is left to them once. */
async function refuseEscalated(
  tx: Prisma.TransactionClient,
  { productId, moderatorId, decision }: DecisionToRecord,
): Promise<void> {
  const open = await tx.escalation.findFirst({ where: { productId, resolvedAt: null }, select: { byId: true } });
  if (open === null) return;
  const people = await tx.user.findMany({
    where: { id: { in: [open.byId, moderatorId] } },
    select: { id: true, name: true, role: true },
  });
  const by = open.byId === moderatorId ? 'You have' : `${nameOf(people, open.byId)} has`;
  if (decision === 'escalated') {
    throw new SokoError({ code: 'escalated', message: `${by} left this product to the admins already.`, status: 409 });
  }
  if (people.find(({ id }) => id === moderatorId)?.role === 'admin') return;
  throw new SokoError({
    code: 'escalated',
    message: `${by} left this product to the admins. Only an admin decides about it now. Nothing was changed.`,
    status: 409,
  });
}

const nameOf = (people: { id: string; name: string }[], id: string): string =>
  people.find((person) => person.id === id)?.name ?? ANOTHER_MODERATOR;
