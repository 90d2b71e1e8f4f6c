import { SokoError } from '@/lib/platform/errors';
import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';
import type { SyncItemFilter, SyncItemPage, SyncItemView } from './sync-view.schema';

interface SyncItemsRequest {
  syncRunId: string;
  filter?: SyncItemFilter | undefined;
  limit: number;
  cursor?: string | undefined;
}

interface Row extends Omit<SyncItemView, 'problem' | 'reviewProblems'> {
  problemCode: string | null;
  problemMessage: string | null;
  reviewProblems: string[] | null;
  rank: number;
}

/** What needs the seller first: failed, rejected, flagged; then what is on its way; then what is done. */
const RANK = Prisma.sql`CASE
  WHEN i."outcome" = 'failed' THEN 0 WHEN i."outcome" = 'rejected' THEN 1 WHEN i."outcome" = 'flagged' THEN 2
  WHEN i."outcome" IS NULL THEN 3 WHEN i."outcome" = 'inactive' THEN 4 WHEN i."outcome" = 'approved' THEN 5 ELSE 6 END`;

/** Products of one run, what needs the seller first. Errors: `invalid_cursor`. */
export async function readSyncItems(db: PrismaClient, request: SyncItemsRequest): Promise<SyncItemPage> {
  const { syncRunId, filter, limit, cursor } = request;
  const conditions = [Prisma.sql`i."syncRunId" = ${syncRunId}::uuid`];
  if (filter === 'open') conditions.push(Prisma.sql`i."outcome" IS NULL`);
  else if (filter) conditions.push(Prisma.sql`i."outcome" = ${filter}::"sync_outcome"`);
  if (cursor !== undefined) {
    const { rank, productId } = decodeCursor(cursor);
    conditions.push(Prisma.sql`(${RANK}, i."productId") > (${rank}, ${productId})`);
  }
  const rows = await db.$queryRaw<Row[]>`
    SELECT i."productId", p."title", coalesce(p."s3ImageUrl", p."imageUrl") AS "imageUrl",
      i."stage"::text, i."outcome"::text,
      coalesce(p."isListed", false) AS live, i."problemCode", i."problemMessage", ${RANK}::int AS rank,
      r."problems" AS "reviewProblems", r."note" AS "reviewNote"
    FROM "syncItems" i
    LEFT JOIN "products" p ON p."productId" = i."productId"
    LEFT JOIN LATERAL (
      SELECT q."problems", q."note" FROM "qualityReviews" q
      WHERE q."productId" = i."productId" AND q."undoneAt" IS NULL AND i."outcome" IN ('flagged', 'rejected')
      ORDER BY q."createdAt" DESC LIMIT 1
    ) r ON true
    WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY rank, i."productId" LIMIT ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ problemCode, problemMessage, reviewProblems, rank: _rank, ...item }) => ({
      ...item,
      problem: problemCode === null ? null : { code: problemCode, message: problemMessage ?? '' },
      reviewProblems: reviewProblems ?? [],
    })),
    nextCursor: rows.length > limit && last ? `${last.rank}.${last.productId}` : null,
  };
}

function decodeCursor(cursor: string): { rank: number; productId: string } {
  const match = /^([0-9])\.(\d{1,20})$/.exec(cursor);
  if (match?.[1] === undefined || match[2] === undefined) {
    throw new SokoError({ code: 'invalid_cursor', message: 'This page link is not one of ours.', status: 400 });
  }
  return { rank: Number(match[1]), productId: match[2] };
}
