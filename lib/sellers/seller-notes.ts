import { writeAudit } from '@/lib/platform/audit';
import { SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';

interface NewNote {
  sellerId: string;
  text: string;
  authorId: string;
}

/**
 * Keeps what admins want to remember about a seller; the seller never sees it. The line of audit does not repeat it,
 * since lines outlive an erasure. Errors: `seller_not_found`.
 */
export async function addSellerNote(db: PrismaClient, { sellerId, text, authorId }: NewNote): Promise<{ id: string }> {
  return db.$transaction(async (tx) => {
    const seller = await tx.seller.findUnique({ where: { id: sellerId }, select: { phone: true } });
    if (seller === null)
      throw new SokoError({ code: 'seller_not_found', message: 'Soko has no seller with this id.', status: 404 });
    const { id } = await tx.sellerNote.create({ data: { sellerPhone: seller.phone, authorId, text } });
    await writeAudit(tx, { actorId: authorId, action: 'seller.noted', subject: `seller:${sellerId}` });
    return { id };
  });
}
