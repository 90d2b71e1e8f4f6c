import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { ReviewContext } from './review-context.schema';

type Counts = Record<'products' | 'live' | 'flagged' | 'rejected' | 'approved', number>;

/** By their id; null: there is no such seller, or no name of theirs is known. */
export async function readSellerName(db: PrismaClient, id: string): Promise<string | null> {
  const seller = await db.seller.findUnique({ where: { id }, select: { name: true, displayName: true } });
  return seller?.displayName ?? seller?.name ?? null;
}

/** What became of a seller's products. Null: erased meanwhile. */
export async function readSellerHistory(db: PrismaClient, phone: string): Promise<ReviewContext['seller'] | null> {
  const [seller, [counts]] = await Promise.all([
    db.seller.findUnique({ where: { phone } }),
    // Answered by the index on these three columns alone.
    db.$queryRaw<Counts[]>`
      SELECT count(*)::int AS "products", (count(*) FILTER (WHERE "isListed"))::int AS "live",
        (count(*) FILTER (WHERE "qcStatus" = 'flagged'))::int AS "flagged",
        (count(*) FILTER (WHERE "qcStatus" = 'rejected'))::int AS "rejected",
        (count(*) FILTER (WHERE "qcStatus" = 'approved'))::int AS "approved"
      FROM "products" WHERE "sellerPhone" = ${phone}`,
  ]);
  if (seller === null || counts === undefined) return null;
  const { products, live, flagged, rejected, approved } = counts;
  return {
    id: seller.id,
    name: seller.displayName ?? seller.name,
    isProven: seller.ownershipProvenAt !== null,
    isSuspended: seller.suspendedAt !== null,
    since: seller.createdAt.toISOString(),
    ...{ products, live, flagged, rejected },
    approvedShare: approved + rejected === 0 ? null : approved / (approved + rejected),
  };
}
