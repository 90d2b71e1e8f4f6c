import { SokoError } from '@/lib/platform/errors';
import type { Prisma } from '@/lib/platform/prisma-client/client';

const VERBS = { approved: 'approved', rejected: 'rejected', flagged: 'put back' } as const;

/** What the second moderator is told: who decided what, or that the seller changed the product meanwhile. */
export async function conflictWith(tx: Prisma.TransactionClient, productId: string): Promise<SokoError> {
  const latest = await tx.qualityReview.findFirst({
    where: { productId },
    orderBy: { createdAt: 'desc' },
    select: { source: true, reviewer: true, decision: true },
  });
  const moderator =
    latest?.source === 'moderator'
      ? await tx.user.findUnique({ where: { id: latest.reviewer }, select: { name: true } })
      : null;
  const message =
    latest?.source === 'moderator'
      ? `${moderator?.name ?? 'Another moderator'} has already ${VERBS[latest.decision]} this product. Nothing was changed.`
      : 'The seller changed this product while you were looking at it. Nothing was changed; it comes back when it has been read again.';
  return new SokoError({ code: 'review_conflict', message, status: 409 });
}
