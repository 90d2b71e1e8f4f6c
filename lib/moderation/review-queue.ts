import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { QueuedProduct, ReviewQueue } from './moderation.schema';

interface Waiting {
  productId: string;
  since: Date;
  total: number;
}

/** Reports shown with a product: more say nothing new. */
const REPORTS = 20;

/** Flagged products and live ones that shoppers reported, each once, those that wait longest first. */
export async function readReviewQueue(db: PrismaClient, limit: number): Promise<ReviewQueue> {
  const waiting = await readWaiting(db, limit);
  const rows = await db.product.findMany({
    where: { productId: { in: waiting.map(({ productId }) => productId) } },
    include: {
      seller: { select: { name: true } },
      reviews: { orderBy: { createdAt: 'desc' } },
      reports: { where: { resolvedAt: null }, orderBy: { createdAt: 'desc' }, take: REPORTS },
    },
  });
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
        // The product's own, which this decision is about.
        businessName: row.businessName ?? row.seller.name,
        category: row.category,
        imageUrl: row.s3ImageUrl ?? row.imageUrl,
        imageWidth: row.imageWidth,
        imageHeight: row.imageHeight,
        isLive: row.isListed,
        reports: row.reports.map(({ reason, note, createdAt }) => ({ reason, note, at: createdAt.toISOString() })),
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
  return { items, total: waiting[0]?.total ?? 0 };
}

function readWaiting(db: PrismaClient, limit: number): Promise<Waiting[]> {
  return db.$queryRaw<Waiting[]>`
    WITH waiting AS (
      SELECT p."productId",
        coalesce((
          SELECT max(q."createdAt") FROM "qualityReviews" q WHERE q."productId" = p."productId"
        ), p."updatedAt") AS since
      FROM "products" p WHERE p."qcStatus" = 'flagged' AND p."isActive"
      UNION ALL
      SELECT p."productId", r."createdAt" FROM "productReports" r JOIN "products" p ON p."productId" = r."productId"
      WHERE r."resolvedAt" IS NULL AND p."isListed"
    )
    SELECT "productId", min(since) AS since, (count(*) OVER ())::int AS total FROM waiting
    GROUP BY "productId" ORDER BY since, "productId" LIMIT ${limit}`;
}
