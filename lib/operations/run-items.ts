import { Prisma } from '@/lib/platform/prisma-client/client';

export const ITEM_STATES = ['open', 'failed', 'rejected', 'flagged', 'approved', 'unchanged', 'inactive'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

export interface RunItem {
  productId: string;
  title: string | null;
  stage: string;
  outcome: string | null;
  waitsFor: string | null;
  problemCode: string | null;
  problemMessage: string | null;
  redrives: number;
  isListed: boolean;
  updatedAt: Date;
}

interface RunItemsRequest {
  syncRunId: string;
  /** `open`: on their way. */
  state?: ItemState | undefined;
  /** Those after this product. */
  after?: string | undefined;
  limit: number;
}

/** One run's products by number, with where they stand and why. */
export async function readRunItems(
  db: Prisma.TransactionClient,
  { syncRunId, state, after, limit }: RunItemsRequest,
): Promise<{ items: RunItem[]; next: string | null }> {
  const conditions = [Prisma.sql`i."syncRunId" = ${syncRunId}::uuid`];
  if (state === 'open') conditions.push(Prisma.sql`i."outcome" IS NULL`);
  else if (state) conditions.push(Prisma.sql`i."outcome" = ${state}::"sync_outcome"`);
  if (after) conditions.push(Prisma.sql`i."productId" > ${after}`);
  const rows = await db.$queryRaw<RunItem[]>`
    SELECT i."productId", p."title", i."stage"::text, i."outcome"::text, i."waitsFor", i."problemCode",
      i."problemMessage", i."redrives", COALESCE(p."isListed", false) AS "isListed", i."updatedAt"
    FROM "syncItems" i LEFT JOIN "products" p ON p."productId" = i."productId"
    WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY i."productId" LIMIT ${limit + 1}`;
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.productId ?? null) : null };
}
