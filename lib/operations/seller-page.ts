import type { Prisma } from '@/lib/platform/prisma-client/client';
import { readActorNames } from './actor-names';

export interface SellerCounts {
  products: number;
  live: number;
  waiting: number;
  rejected: number;
  gone: number;
  hidden: number;
}

export interface SellerNote {
  id: string;
  text: string;
  author: string;
  at: Date;
}

/** What was done to a seller, from the audit log. */
export interface SellerAct {
  id: string;
  action: string;
  actor: string;
  reason: string | null;
  at: Date;
}

const selection = {
  id: true,
  phone: true,
  name: true,
  displayName: true,
  createdAt: true,
  lastScoutedAt: true,
  ownershipProvenAt: true,
  approvedAt: true,
  pausedAt: true,
  suspendedAt: true,
  suspendedBy: true,
  suspendedReason: true,
  eraseAt: true,
} satisfies Prisma.SellerSelect;

export interface AdminSeller {
  seller: Prisma.SellerGetPayload<{ select: typeof selection }>;
  counts: SellerCounts;
  notes: SellerNote[];
  acts: SellerAct[];
}

const NOTES = 50;
const ACTS = 20;

/** What an admin wants to know of one seller; null when there is none. */
export async function readAdminSeller(db: Prisma.TransactionClient, sellerId: string): Promise<AdminSeller | null> {
  const seller = await db.seller.findUnique({ where: { id: sellerId }, select: selection });
  if (seller === null) return null;
  const [counts, notes, acts] = await Promise.all([
    countProducts(db, seller.phone),
    db.sellerNote.findMany({ where: { sellerPhone: seller.phone }, orderBy: { createdAt: 'desc' }, take: NOTES }),
    db.auditLog.findMany({ where: { subject: `seller:${sellerId}` }, orderBy: { id: 'desc' }, take: ACTS }),
  ]);
  const names = await readActorNames(db, [...notes.map((note) => note.authorId), ...acts.map((act) => act.actorId)]);
  return {
    seller,
    counts,
    notes: notes.map(({ id, text, authorId, createdAt }) => ({
      ...{ id, text, at: createdAt },
      author: names.get(authorId) ?? authorId,
    })),
    acts: acts.map(({ id, action, actorId, detail, createdAt }) => ({
      ...{ id: id.toString(), action, at: createdAt },
      actor: names.get(actorId) ?? actorId,
      reason: reasonIn(detail),
    })),
  };
}

async function countProducts(db: Prisma.TransactionClient, phone: string): Promise<SellerCounts> {
  const [counts] = await db.$queryRaw<SellerCounts[]>`
    SELECT count(*)::int AS "products", count(*) FILTER (WHERE "isListed")::int AS "live",
      count(*) FILTER (WHERE "isActive" AND "qcStatus" = 'flagged')::int AS "waiting",
      count(*) FILTER (WHERE "isActive" AND "qcStatus" = 'rejected')::int AS "rejected",
      count(*) FILTER (WHERE NOT "isActive")::int AS "gone",
      count(*) FILTER (WHERE "hiddenAt" IS NOT NULL)::int AS "hidden"
    FROM "products" WHERE "sellerPhone" = ${phone}`;
  return counts ?? { products: 0, live: 0, waiting: 0, rejected: 0, gone: 0, hidden: 0 };
}

function reasonIn(detail: Prisma.JsonValue): string | null {
  if (typeof detail !== 'object' || detail === null || !('reason' in detail)) return null;
  return typeof detail.reason === 'string' ? detail.reason : null;
}
