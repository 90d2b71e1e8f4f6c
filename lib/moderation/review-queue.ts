import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { Decision } from '@/lib/quality/quality-reviewer';

export interface QueuedProduct {
  productId: string;
  version: number;
  title: string | null;
  description: string | null;
  priceText: string | null;
  businessName: string | null;
  category: string | null;
  imageUrl: string | null;
  imageWidth: number | null;
  imageHeight: number | null;
  /** ISO 8601: since when it waits. */
  waitingSince: string;
  /** How many decisions there were before; more than one means it has been here already. */
  reviews: number;
  /** The newest review: why it is here. */
  review: {
    source: string;
    reviewer: string;
    decision: Decision;
    confidence: number | null;
    problems: string[];
    category: string | null;
    note: string | null;
  } | null;
}

export interface ReviewQueue {
  items: QueuedProduct[];
  /** All that wait, not only these. */
  total: number;
}

interface Waiting {
  productId: string;
  since: Date;
}

/** Flagged products, those that wait longest first. */
export async function readReviewQueue(db: PrismaClient, limit: number): Promise<ReviewQueue> {
  const waiting = await db.$queryRaw<Waiting[]>`
    SELECT p."productId", coalesce(r."createdAt", p."updatedAt") AS since
    FROM products p
    LEFT JOIN LATERAL (
      SELECT "createdAt" FROM "qualityReviews" q
      WHERE q."productId" = p."productId" ORDER BY "createdAt" DESC LIMIT 1
    ) r ON true
    WHERE p."qcStatus" = 'flagged' AND p."isActive"
    ORDER BY since, p."productId"
    LIMIT ${limit}`;
  const [total, rows] = await Promise.all([
    db.product.count({ where: { qcStatus: 'flagged', isActive: true } }),
    db.product.findMany({
      where: { productId: { in: waiting.map(({ productId }) => productId) } },
      include: { seller: { select: { name: true } }, reviews: { orderBy: { createdAt: 'desc' } } },
    }),
  ]);
  const byId = new Map(rows.map((row) => [row.productId, row]));
  const items = waiting.flatMap(({ productId, since }): QueuedProduct[] => {
    const row = byId.get(productId);
    if (!row) return [];
    const [review] = row.reviews;
    return [
      {
        productId,
        version: row.version,
        title: row.title,
        description: row.description,
        priceText: row.priceText,
        businessName: row.seller.name ?? row.businessName,
        category: row.category,
        imageUrl: row.s3ImageUrl ?? row.imageUrl,
        imageWidth: row.imageWidth,
        imageHeight: row.imageHeight,
        waitingSince: since.toISOString(),
        reviews: row.reviews.length,
        review: review
          ? {
              source: review.source,
              reviewer: review.reviewer,
              decision: review.decision,
              confidence: review.confidence,
              problems: review.problems,
              category: review.category,
              note: review.note,
            }
          : null,
      },
    ];
  });
  return { items, total };
}
