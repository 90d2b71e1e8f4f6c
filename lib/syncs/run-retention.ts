import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';

/** Runs looked at in one go: a heartbeat's deletion takes its tens of thousands of products with it. */
const PAGE = 100;
const DAY_MS = 86_400_000;

/** Whether a catalogue can be read, and what became of the last visit, is told from the newest of each outcome. */
const isFollowed = (sameSeller: Prisma.Sql) => Prisma.sql`EXISTS (
  SELECT 1 FROM "syncRuns" later
  WHERE ${sameSeller} AND later."kind" = r."kind"
    AND later."outcome" IS NOT DISTINCT FROM r."outcome" AND later."createdAt" > r."createdAt")`;

/** In two, as no index answers for IS NOT DISTINCT FROM: each run of a seller would be compared with all there are. */
const IS_FOLLOWED = Prisma.sql`CASE WHEN r."sellerPhone" IS NULL
  THEN ${isFollowed(Prisma.sql`later."sellerPhone" IS NULL`)}
  ELSE ${isFollowed(Prisma.sql`later."sellerPhone" = r."sellerPhone"`)} END`;

/** How a product that is there stands may be told from its newest reading (lib/products/standing.ts). */
const IS_NEEDED = Prisma.sql`EXISTS (
  SELECT 1 FROM "syncItems" i JOIN "products" p ON p."productId" = i."productId" AND p."isActive"
  WHERE i."syncRunId" = r."id" AND NOT EXISTS (
    SELECT 1 FROM "syncItems" newer WHERE newer."productId" = i."productId" AND newer."createdAt" > i."createdAt"))`;

/**
 * Deletes runs that ended more than `days` ago, with what became of each product in them: heartbeats alone add a row a
 * product and day. What newer runs do not tell stays. Returns how many runs went; `days` null: all are kept.
 */
export async function forgetOldRuns(db: PrismaClient, days: number | null, now: Date = new Date()): Promise<number> {
  if (days === null) return 0;
  const oldest = new Date(now.getTime() - days * DAY_MS);
  let forgotten = 0;
  let from: { createdAt: Date; id: string } | undefined;
  for (;;) {
    const after = from ? Prisma.sql`AND (r."createdAt", r."id") > (${from.createdAt}, ${from.id}::uuid)` : Prisma.empty;
    const page = await db.$queryRaw<{ id: string; createdAt: Date; isGone: boolean }[]>`
      WITH page AS (
        SELECT r."id", r."createdAt" FROM "syncRuns" r
        WHERE r."createdAt" < ${oldest} AND r."finishedAt" < ${oldest} ${after}
        ORDER BY r."createdAt", r."id" LIMIT ${PAGE}
      ), gone AS (
        DELETE FROM "syncRuns" r USING page
        WHERE r."id" = page."id" AND ${IS_FOLLOWED} AND NOT ${IS_NEEDED} RETURNING r."id"
      )
      SELECT page."id"::text, page."createdAt", gone."id" IS NOT NULL AS "isGone"
      FROM page LEFT JOIN gone USING ("id") ORDER BY page."createdAt", page."id"`;
    forgotten += page.filter(({ isGone }) => isGone).length;
    from = page.at(-1);
    if (page.length < PAGE) return forgotten;
  }
}
