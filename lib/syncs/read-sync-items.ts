import { invalidCursor } from '@/lib/marketplace/cursor';
import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';
import { REASONS, STANDING, STANDING_CODE } from '@/lib/products/standing';
import { SELLERS_CODES, STANDINGS, type Standing } from '@/lib/products/standing.schema';
import { problemForSeller } from './problem-for-seller';
import type { SyncItemFilter, SyncItemPage, SyncItemView } from './sync-view.schema';

interface SyncItemsRequest {
  syncRunId: string;
  /** What the run said of it. */
  filter?: SyncItemFilter | undefined;
  /** How it stands by now. */
  standing?: Standing | undefined;
  limit: number;
  cursor?: string | undefined;
}

interface Row extends Omit<SyncItemView, 'problem'> {
  problemCode: string | null;
  problemMessage: string | null;
  rank: number;
}

/** How an item's product stands: on its way in this run, by itself, or by the run where it is not this seller's. */
const ITEM_STANDING = Prisma.sql`CASE
  WHEN i."outcome" IS NULL AND NOT COALESCE(p."isListed", false) THEN 'open'
  WHEN p."productId" IS NULL THEN CASE WHEN i."outcome" = 'inactive' THEN 'gone'
    WHEN i."problemCode" = ANY(${SELLERS_CODES}::text[]) THEN 'fix' ELSE 'failed' END
  ELSE ${STANDING} END`;
/** Only what is the seller's: an id that was first read from another says nothing of theirs. */
const ITEMS = Prisma.sql`"syncItems" i
  LEFT JOIN "products" p ON p."productId" = i."productId" AND p."sellerPhone" = i."sellerPhone"`;

/** Products of one run, what needs the seller first. Errors: `invalid_cursor`. */
export async function readSyncItems(db: PrismaClient, request: SyncItemsRequest): Promise<SyncItemPage> {
  const { syncRunId, filter, standing, limit, cursor } = request;
  const conditions = [Prisma.sql`true`];
  if (filter === 'open') conditions.push(Prisma.sql`c."outcome" IS NULL`);
  else if (filter) conditions.push(Prisma.sql`c."outcome" = ${filter}`);
  if (standing) conditions.push(Prisma.sql`c."standing" = ${standing}`);
  if (cursor !== undefined) {
    const { rank, productId } = decodeCursor(cursor);
    conditions.push(Prisma.sql`(c."rank", c."productId") > (${rank}, ${productId})`);
  }
  const rows = await db.$queryRaw<Row[]>`
    WITH item AS (
      SELECT i."productId", i."sellerPhone", i."stage"::text, i."outcome"::text, i."problemCode", i."problemMessage",
        ${ITEM_STANDING} AS "standing"
      FROM ${ITEMS}
      WHERE i."syncRunId" = ${syncRunId}::uuid AND NOT EXISTS (
        SELECT FROM "sellers" s WHERE s."phone" = i."sellerPhone" AND s."eraseAt" IS NOT NULL)
    ), ranked AS (
      SELECT item.*, array_position(${[...STANDINGS]}::text[], "standing") AS "rank" FROM item
    ), chosen AS (
      SELECT * FROM ranked c WHERE ${Prisma.join(conditions, ' AND ')}
      ORDER BY c."rank", c."productId" LIMIT ${limit + 1}
    )
    SELECT c."productId", c."stage", c."outcome", c."standing", c."rank", p."title",
      coalesce(p."s3ImageUrl", p."imageUrl") AS "imageUrl", coalesce(p."isListed", false) AS "live",
      COALESCE(${STANDING_CODE}, c."problemCode") AS "problemCode", c."problemMessage",
      ${REASONS} AS "reviewProblems"
    FROM chosen c
    LEFT JOIN "products" p ON p."productId" = c."productId" AND p."sellerPhone" = c."sellerPhone"
    ORDER BY c."rank", c."productId"`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ problemCode, problemMessage, rank: _rank, ...item }) => ({
      ...item,
      problem: problemForSeller({ ...item, problemCode, problemMessage }),
    })),
    nextCursor: rows.length > limit && last ? `${last.rank}.${last.productId}` : null,
  };
}

/** How many of a run's products stand how by now. */
export async function countStandings(
  db: Prisma.TransactionClient,
  syncRunId: string,
): Promise<Partial<Record<Standing, number>>> {
  const rows = await db.$queryRaw<{ standing: Standing; count: number }[]>`
    SELECT "standing", count(*)::int AS "count" FROM (
      SELECT ${ITEM_STANDING} AS "standing"
      FROM ${ITEMS}
      WHERE i."syncRunId" = ${syncRunId}::uuid
    ) s GROUP BY 1`;
  return Object.fromEntries(rows.map(({ standing, count }) => [standing, count]));
}

function decodeCursor(cursor: string): { rank: number; productId: string } {
  const match = /^([0-9])\.(\d{1,20})$/.exec(cursor);
  if (match?.[1] === undefined || match[2] === undefined) {
    throw invalidCursor('This page link is not one of ours.');
  }
  return { rank: Number(match[1]), productId: match[2] };
}
