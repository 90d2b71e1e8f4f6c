import { writeAudit } from '@/lib/platform/audit';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { type HoldDeps, holdRow } from './hold-seller';
import { relistApproved } from './relist-approved';

interface ApprovalRequest {
  phone: string;
  approved: boolean;
  actorId: string;
}

/**
 * Lets a seller's approved products go live under LISTING_POLICY=approved, or keeps them off the market again. Written
 * to the audit log. `changed` is false when it was so already. Errors: `seller_not_found`.
 */
export async function approveSeller(
  deps: HoldDeps,
  { phone, approved, actorId }: ApprovalRequest,
): Promise<{ changed: boolean; products: number }> {
  const changed = await writeApproval(deps.db, { phone, approved, actorId });
  // Again where it was so already: whoever did it may have died before the products followed.
  return { changed, products: await relistApproved(deps, phone) };
}

function writeApproval(db: PrismaClient, { phone, approved, actorId }: ApprovalRequest): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const seller = await holdRow(tx, phone);
    if ((seller.approvedAt !== null) === approved) return false;
    await tx.seller.update({ where: { phone }, data: { approvedAt: approved ? new Date() : null } });
    await writeAudit(tx, {
      ...{
        actorId,
        action: approved ? 'seller.approved' : 'seller.approval_withdrawn',
        subject: `seller:${seller.id}`,
      },
      detail: { before: { approved: !approved }, after: { approved } },
    });
    return true;
  });
}
