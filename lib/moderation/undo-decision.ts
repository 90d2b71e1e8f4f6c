import type { Prisma } from '@/lib/platform/prisma-client/client';
import type { Decision } from '@/lib/quality/quality-reviewer';
import { reopenReports } from './product-reports';

/**
 * What a product goes back to when its newest decision is undone: into the queue as a flagged one or, where the decision was
 * about reports of a live product, live with its reports open again.
 */
export async function undoDecision(tx: Prisma.TransactionClient, productId: string): Promise<Decision> {
  if ((await reopenReports(tx, productId)) === 0) return 'flagged';
  const [before] = await tx.$queryRaw<{ decision: Decision }[]>`
    SELECT r."decision"::text FROM "qualityReviews" r
    JOIN "products" p ON p."productId" = r."productId" AND p."contentHash" = r."contentHash"
    WHERE r."productId" = ${productId} AND r."createdAt" < (
      SELECT max("createdAt") FROM "qualityReviews" WHERE "productId" = ${productId} AND "source" = 'moderator')
    ORDER BY r."source" = 'moderator' DESC, r."createdAt" DESC, r."id" LIMIT 1`;
  return before?.decision ?? 'flagged';
}
