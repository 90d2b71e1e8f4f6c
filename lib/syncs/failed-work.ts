import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';

export interface FailedItem {
  productId: string;
  sellerPhone: string;
  syncRunId: string;
  title: string | null;
  code: string | null;
  message: string | null;
  failedAt: Date;
}

/**
 * Of an item `i`: the product's newest attempt failed, and nobody has dismissed that. What a replay may help.
 */
const NEEDS_SOMEBODY = Prisma.sql`i."outcome" = 'failed' AND i."dismissedAt" IS NULL AND NOT EXISTS (
  SELECT 1 FROM "syncItems" later WHERE later."productId" = i."productId" AND later."createdAt" > i."createdAt")`;

/** The stage it failed at: an item that has ended stands at none. */
const FAILED_AT = Prisma.sql`CASE WHEN NOT i."hydrated" THEN 'hydrate' WHEN NOT i."embedded" THEN 'embed'
  ELSE 'review' END`;

/** What an item without a code is told by. */
const UNKNOWN_CAUSE = 'unknown';

const ofCause = (code: string | undefined): Prisma.Sql => {
  if (code === undefined) return Prisma.empty;
  return code === UNKNOWN_CAUSE
    ? Prisma.sql`AND (i."problemCode" IS NULL OR i."problemCode" = ${code})`
    : Prisma.sql`AND i."problemCode" = ${code}`;
};

interface FailedRequest {
  /** One cause's only. */
  code?: string | undefined;
  /** Those that failed before this one. */
  before?: { failedAt: Date; productId: string } | undefined;
  limit: number;
}

/** Products whose newest attempt failed, newest first. */
export async function readFailedItems(
  db: Prisma.TransactionClient,
  { code, before, limit }: FailedRequest,
): Promise<FailedItem[]> {
  const after = before
    ? Prisma.sql`AND (i."updatedAt", i."productId") < (${before.failedAt}, ${before.productId})`
    : Prisma.empty;
  return db.$queryRaw<FailedItem[]>`
    SELECT i."productId", i."sellerPhone", i."syncRunId"::text, p."title", i."problemCode" AS code,
      i."problemMessage" AS message, i."updatedAt" AS "failedAt"
    FROM "syncItems" i
    LEFT JOIN "products" p ON p."productId" = i."productId"
    WHERE ${NEEDS_SOMEBODY} ${ofCause(code)} ${after}
    ORDER BY i."updatedAt" DESC, i."productId" DESC LIMIT ${limit}`;
}

export interface FailedByCode {
  code: string;
  count: number;
}

/** How many of them there are for each reason, the most first. */
export async function countFailedItems(db: PrismaClient): Promise<FailedByCode[]> {
  return db.$queryRaw<FailedByCode[]>`
    SELECT coalesce(i."problemCode", ${UNKNOWN_CAUSE}) AS code, count(*)::int AS count
    FROM "syncItems" i WHERE ${NEEDS_SOMEBODY}
    GROUP BY 1 ORDER BY 2 DESC, 1`;
}

export interface Cause extends FailedByCode {
  sellers: number;
  /** What one of them was told. */
  message: string | null;
  stages: { stage: string; count: number }[];
  oldest: Date;
  newest: Date;
}

interface CauseRow extends Omit<Cause, 'stages'> {
  hydrate: number;
  embed: number;
  review: number;
}

/** The same with where and since when, for those who are to decide what is done about it. */
export async function readCauses(db: Prisma.TransactionClient): Promise<Cause[]> {
  const rows = await db.$queryRaw<CauseRow[]>`
    SELECT coalesce(i."problemCode", ${UNKNOWN_CAUSE}) AS code, count(*)::int AS count,
      count(DISTINCT i."sellerPhone")::int AS sellers, min(i."problemMessage") AS message,
      count(*) FILTER (WHERE ${FAILED_AT} = 'hydrate')::int AS hydrate,
      count(*) FILTER (WHERE ${FAILED_AT} = 'embed')::int AS embed,
      count(*) FILTER (WHERE ${FAILED_AT} = 'review')::int AS review,
      min(i."updatedAt") AS oldest, max(i."updatedAt") AS newest
    FROM "syncItems" i WHERE ${NEEDS_SOMEBODY}
    GROUP BY 1 ORDER BY 2 DESC, 1`;
  return rows.map(({ hydrate, embed, review, ...cause }) => ({
    ...cause,
    stages: Object.entries({ hydrate, embed, review }).flatMap(([stage, count]) =>
      count > 0 ? [{ stage, count }] : [],
    ),
  }));
}

/** What somebody has in mind: these products, or all that failed for one cause. */
export type FailedSelection = { productIds: string[] } | { code: string };

export interface SelectedItem {
  syncRunId: string;
  productId: string;
  sellerPhone: string;
  failedAt: string;
}

/** Those of the selection that still need somebody, those that have waited longest first. */
export async function readSelected(
  db: Prisma.TransactionClient,
  selection: FailedSelection,
  limit: number,
): Promise<SelectedItem[]> {
  const chosen =
    'code' in selection
      ? ofCause(selection.code)
      : Prisma.sql`AND i."productId" = ANY(${selection.productIds}::text[])`;
  return db.$queryRaw<SelectedItem[]>`
    SELECT i."syncRunId"::text, i."productId", i."sellerPhone", ${FAILED_AT} AS "failedAt"
    FROM "syncItems" i WHERE ${NEEDS_SOMEBODY} ${chosen}
    ORDER BY i."updatedAt", i."productId" LIMIT ${limit}`;
}
