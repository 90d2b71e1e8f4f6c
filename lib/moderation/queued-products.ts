import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import { judgedPictureLink } from './judged-picture/picture-link';
import type { QueuedProduct } from './moderation.schema';
import type { Viewer } from './queue-source';
import { type Lease, readLeases } from './review-leases';

/** Reports shown with a product: more say nothing new. */
const REPORTS = 20;

const INCLUDED = {
  seller: { select: { id: true, name: true } },
  reviews: { where: { undoneAt: null }, orderBy: { createdAt: 'desc' }, take: 1 },
  reports: { where: { resolvedAt: null }, orderBy: { createdAt: 'desc' }, take: REPORTS },
  appeals: { where: { resolvedAt: null }, orderBy: { createdAt: 'desc' }, take: 1 },
} satisfies Prisma.ProductInclude;
type Row = Prisma.ProductGetPayload<{ include: typeof INCLUDED }>;

export interface WaitingProduct {
  productId: string;
  /**
   * Of the moment in which it waited: whoever decides about what was decided between that and the reading of its words
   * must meet a conflict.
   */
  version: number;
  since: Date;
}

/** Waiting products as the desk lists them, in the order given; those that are gone are left out. */
export async function readQueuedProducts(
  db: PrismaClient,
  waiting: WaitingProduct[],
  viewer: Viewer,
): Promise<QueuedProduct[]> {
  const ids = waiting.map(({ productId }) => productId);
  const [rows, leases, counts] = await Promise.all([
    db.product.findMany({ where: { productId: { in: ids } }, include: INCLUDED }),
    readLeases(db, ids),
    countReviews(db, ids),
  ]);
  const byId = new Map(rows.map((row) => [row.productId, row]));
  return waiting.flatMap((seen) => {
    const row = byId.get(seen.productId);
    if (row === undefined) return [];
    const known = { lease: leases.get(seen.productId), reviews: counts.get(seen.productId) ?? 0 };
    return [queuedProduct(row, seen, known, viewer)];
  });
}

/** Of these alone: as a `_count` of the products, Prisma would count those of every product there is. */
async function countReviews(db: PrismaClient, ids: string[]): Promise<Map<string, number>> {
  const groups = await db.qualityReview.groupBy({
    by: ['productId'],
    where: { productId: { in: ids }, undoneAt: null },
    _count: { _all: true },
  });
  return new Map(groups.map(({ productId, _count }) => [productId, _count._all]));
}

interface Known {
  lease: Lease | undefined;
  reviews: number;
}

function queuedProduct(row: Row, seen: WaitingProduct, { lease, reviews }: Known, viewer: Viewer): QueuedProduct {
  const [review] = row.reviews;
  const [appeal] = row.appeals.filter(({ contentHash }) => contentHash === row.contentHash);
  return {
    productId: row.productId,
    version: seen.version,
    title: row.title,
    description: row.description,
    priceText: row.priceText,
    // The product's own, which this decision is about.
    businessName: row.businessName ?? row.seller.name,
    sellerId: row.seller.id,
    category: row.category,
    imageUrl: row.s3ImageUrl ?? row.imageUrl,
    pictureUrl: judgedPictureLink(row),
    imageWidth: row.imageWidth,
    imageHeight: row.imageHeight,
    isLive: row.isListed,
    problems: row.qcProblems,
    confidence: row.qcConfidence,
    reports: row.reports.map(({ reason, note, createdAt }) => ({ reason, note, at: createdAt.toISOString() })),
    appeal: appeal === undefined ? null : { note: appeal.note, at: appeal.createdAt.toISOString() },
    waitingSince: seen.since.toISOString(),
    lease: lease === undefined ? null : { name: lease.name, isMine: lease.userId === viewer.id },
    reviews,
    review:
      review === undefined
        ? null
        : {
            source: review.source,
            reviewer: review.reviewer,
            decision: review.decision,
            confidence: review.confidence,
            problems: review.problems,
            category: review.category,
            note: review.note,
          },
  };
}
