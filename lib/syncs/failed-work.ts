import type { PrismaClient } from '@/lib/platform/prisma-client/client';

export interface FailedItem {
  productId: string;
  sellerPhone: string;
  syncRunId: string;
  title: string | null;
  code: string | null;
  message: string | null;
  failedAt: Date;
}

/** Products whose newest attempt failed, newest first: what a replay may help. */
export async function readFailedItems(db: PrismaClient, limit: number): Promise<FailedItem[]> {
  return db.$queryRaw<FailedItem[]>`
    SELECT i."productId", i."sellerPhone", i."syncRunId"::text, p."title", i."problemCode" AS code,
      i."problemMessage" AS message, i."updatedAt" AS "failedAt"
    FROM "syncItems" i
    LEFT JOIN "products" p ON p."productId" = i."productId"
    WHERE i."outcome" = 'failed' AND NOT EXISTS (
      SELECT 1 FROM "syncItems" later WHERE later."productId" = i."productId" AND later."createdAt" > i."createdAt"
    )
    ORDER BY i."updatedAt" DESC, i."productId" LIMIT ${limit}`;
}

export interface FailedByCode {
  code: string;
  count: number;
}

/** How many of them there are for each reason, the most first. */
export async function countFailedItems(db: PrismaClient): Promise<FailedByCode[]> {
  return db.$queryRaw<FailedByCode[]>`
    SELECT coalesce(i."problemCode", 'unknown') AS code, count(*)::int AS count
    FROM "syncItems" i
    WHERE i."outcome" = 'failed' AND NOT EXISTS (
      SELECT 1 FROM "syncItems" later WHERE later."productId" = i."productId" AND later."createdAt" > i."createdAt"
    )
    GROUP BY 1 ORDER BY 2 DESC, 1`;
}
