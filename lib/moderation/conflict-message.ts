import type { Prisma } from '@/lib/platform/prisma-client/client';
import { actionOf, type ModeratorAction, type PastAct } from '@/lib/products/moderator-acts.schema';
import { moderatorName } from './moderator-names';

const DONE: Record<ModeratorAction, string> = {
  approve: 'approved this product',
  reject: 'rejected this product',
  put_back: 'put this product back',
  fix: 'asked the seller to fix this product',
  escalate: 'left this product to the admins',
  category: 'corrected the category of this product',
};

/** What a moderator did, after “has”. */
export const whatWasDone = (act: PastAct): string => DONE[actionOf(act)];

/** For the moderator who came second: who was faster, and how they decided. */
export async function conflictMessage(db: Prisma.TransactionClient, productId: string): Promise<string> {
  const newest = await db.qualityReview.findFirst({
    where: { productId },
    orderBy: { createdAt: 'desc' },
    select: { source: true, reviewer: true, action: true, decision: true, createdAt: true },
  });
  const takenBack = await db.qualityReview.findFirst({
    where: { productId, undoneAt: { not: null } },
    orderBy: { undoneAt: 'desc' },
    select: { undoneAt: true, undoneBy: true },
  });
  if (takenBack?.undoneAt && takenBack.undoneBy && (!newest || takenBack.undoneAt >= newest.createdAt)) {
    return `${await moderatorName(db, takenBack.undoneBy)} has taken a decision about this product back. ${UNCHANGED}`;
  }
  if (newest?.source === 'moderator') {
    return `${await moderatorName(db, newest.reviewer)} has already ${whatWasDone(newest)}. ${UNCHANGED}`;
  }
  return (
    'The seller changed this product while you were looking at it. Nothing was changed; ' +
    'it comes back once it has been read again.'
  );
}

const UNCHANGED = 'Nothing was changed.';
