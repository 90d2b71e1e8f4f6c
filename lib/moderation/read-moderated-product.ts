import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { QcStatus } from '@/lib/platform/prisma-client/enums';
import { type DecisionPage, readDecisions } from './decision-history';
import type { QueuedProduct } from './moderation.schema';
import { FORMER_MODERATOR } from './moderator-names';
import type { Viewer } from './queue-source';
import { readQueuedProducts } from './queued-products';

export interface ModeratedProduct {
  /** As the desk shows what waits. */
  item: QueuedProduct;
  status: QcStatus;
  isActive: boolean;
  sellerPhone: string;
  /** Of this seller's products, right now. */
  ofSeller: { live: number; waiting: number };
  /** Asked of the seller, and not answered yet. */
  fixRequest: { sellerNote: string; at: string } | null;
  /** Left to the admins, and not decided yet. */
  escalation: { note: string; by: string; at: string } | null;
  decisions: DecisionPage;
}

/** One product, whatever its state, with all that people decided about it; null: there is none. */
export async function readModeratedProduct(
  db: PrismaClient,
  { productId, viewer }: { productId: string; viewer: Viewer },
): Promise<ModeratedProduct | null> {
  const row = await db.product.findUnique({
    where: { productId },
    select: {
      ...{ qcStatus: true, isActive: true, sellerPhone: true, qcSince: true, version: true },
      fixRequests: { where: { answeredAt: null, withdrawnAt: null }, take: 1, orderBy: { createdAt: 'desc' } },
      escalations: { where: { resolvedAt: null }, take: 1 },
    },
  });
  if (row === null) return null;
  const [[item], decisions, ofSeller] = await Promise.all([
    readQueuedProducts(db, [{ productId, version: row.version, since: row.qcSince }], viewer),
    readDecisions(db, { filters: {}, size: 50, productId }),
    countOfSeller(db, row.sellerPhone),
  ]);
  if (item === undefined) return null;
  const [[asked], [left]] = [row.fixRequests, row.escalations];
  const by = left && (await db.user.findUnique({ where: { id: left.byId }, select: { name: true } }));
  return {
    ...{ item, status: row.qcStatus, isActive: row.isActive, sellerPhone: row.sellerPhone, ofSeller, decisions },
    fixRequest: asked === undefined ? null : { sellerNote: asked.sellerNote, at: asked.createdAt.toISOString() },
    escalation:
      left === undefined
        ? null
        : { note: left.note, by: by?.name ?? FORMER_MODERATOR, at: left.createdAt.toISOString() },
  };
}

async function countOfSeller(db: PrismaClient, sellerPhone: string): Promise<{ live: number; waiting: number }> {
  const [row] = await db.$queryRaw<{ live: number; waiting: number }[]>`
    SELECT count(*) FILTER (WHERE "isListed")::int AS "live",
      count(*) FILTER (WHERE "qcStatus" = 'flagged' AND "isActive")::int AS "waiting"
    FROM "products" WHERE "sellerPhone" = ${sellerPhone}`;
  return row ?? { live: 0, waiting: 0 };
}
