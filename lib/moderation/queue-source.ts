import type { Role } from '@/lib/platform/auth-roles';
import { Prisma } from '@/lib/platform/prisma-client/client';
import type { QueueName, QueueQuery } from './queue-query.schema';

/** Who looks: what is escalated is an admin's. */
export interface Viewer {
  id: string;
  role: Role;
}

/** A queue in SQL: its products as `p`, with since when each waits, and how urgent that is (0 first). */
export interface QueueSource {
  from: Prisma.Sql;
  where: Prisma.Sql;
  since: Prisma.Sql;
  urgency: Prisma.Sql;
}

const NOT_URGENT = Prisma.sql`1::int`;

const OPEN_FIX = Prisma.sql`w."answeredAt" IS NULL AND w."withdrawnAt" IS NULL`;

/** As products_flagged_… are indexed. */
const flagged = (wasApproved: boolean): QueueSource => ({
  from: Prisma.sql`"products" p`,
  where: Prisma.sql`p."qcStatus" = 'flagged' AND p."isActive" AND p."wasApproved" = ${wasApproved}
    AND NOT EXISTS (SELECT 1 FROM "fixRequests" w WHERE w."productId" = p."productId" AND ${OPEN_FIX})`,
  since: Prisma.sql`p."qcSince"`,
  urgency: NOT_URGENT,
});

const SOURCES: Record<QueueName, QueueSource> = {
  flagged: flagged(false),
  changed: flagged(true),
  fixed: {
    from: Prisma.sql`"fixRequests" w JOIN "products" p ON p."productId" = w."productId"`,
    // Whoever judged it since, a person has not seen what it was changed to.
    where: Prisma.sql`${OPEN_FIX} AND w."contentHash" <> p."contentHash" AND p."qcContentHash" = p."contentHash"
      AND p."qcStatus" IN ('flagged', 'approved') AND p."isActive"`,
    since: Prisma.sql`p."qcSince"`,
    urgency: NOT_URGENT,
  },
  reported: {
    from: Prisma.sql`(
        SELECT "productId", min("createdAt") AS "since",
          min(CASE WHEN "reason" IN ('scam', 'prohibited') THEN 0 ELSE 1 END) AS "urgency"
        FROM "productReports" WHERE "resolvedAt" IS NULL GROUP BY "productId"
      ) w JOIN "products" p ON p."productId" = w."productId"`,
    where: Prisma.sql`p."isListed"`,
    since: Prisma.sql`w."since"`,
    urgency: Prisma.sql`w."urgency"`,
  },
  appealed: {
    from: Prisma.sql`"appeals" w JOIN "products" p ON p."productId" = w."productId"`,
    // An appeal of content that is not there any more is about nothing.
    where: Prisma.sql`w."resolvedAt" IS NULL AND p."qcStatus" = 'rejected' AND p."isActive"
      AND p."qcContentHash" = w."contentHash"`,
    since: Prisma.sql`w."createdAt"`,
    urgency: NOT_URGENT,
  },
  escalated: {
    from: Prisma.sql`"escalations" w JOIN "products" p ON p."productId" = w."productId"`,
    where: Prisma.sql`w."resolvedAt" IS NULL`,
    since: Prisma.sql`w."createdAt"`,
    urgency: NOT_URGENT,
  },
};

/** A queue as one person sees it: without what they skipped, and what they may not decide. */
export function queueSource({ queue }: Pick<QueueQuery, 'queue'>, viewer: Viewer): QueueSource {
  const source = SOURCES[queue];
  const theirs =
    queue === 'escalated'
      ? Prisma.sql`${viewer.role === 'admin'}`
      : Prisma.sql`NOT EXISTS (
          SELECT 1 FROM "escalations" x WHERE x."productId" = p."productId" AND x."resolvedAt" IS NULL)`;
  const where = Prisma.sql`${source.where} AND ${theirs}
    AND NOT EXISTS (SELECT 1 FROM "sellers" e WHERE e."phone" = p."sellerPhone" AND e."eraseAt" IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM "reviewSkips" k
      WHERE k."userId" = ${viewer.id} AND k."productId" = p."productId" AND k."until" > clock_timestamp())`;
  return { ...source, where };
}

/** What a query leaves of its queue. */
export function queueCondition(query: QueueQuery, viewer: Viewer): Prisma.Sql {
  return Prisma.join([queueSource(query, viewer).where, ...filters(query)], ' AND ');
}

/** The products that match, all of them: a subquery. */
export function queuedProductIds(query: QueueQuery, viewer: Viewer): Prisma.Sql {
  return Prisma.sql`
    SELECT p."productId" FROM ${queueSource(query, viewer).from} WHERE ${queueCondition(query, viewer)}`;
}

function filters(query: QueueQuery): Prisma.Sql[] {
  const { queue, reason, category, seller, below, waited } = query;
  const { since } = SOURCES[queue];
  const found: Prisma.Sql[] = [];
  if (reason !== undefined) found.push(queue === 'reported' ? reportedFor(reason) : flaggedFor(reason));
  if (category !== undefined) found.push(Prisma.sql`p."category" = ${category}`);
  if (seller !== undefined)
    found.push(Prisma.sql`p."sellerPhone" = (SELECT "phone" FROM "sellers" WHERE "id" = ${seller}::uuid)`);
  if (below !== undefined) found.push(Prisma.sql`COALESCE(p."qcConfidence", 0) <= ${below / 100}::float8`);
  if (waited !== undefined) found.push(Prisma.sql`${since} <= clock_timestamp() - make_interval(hours => ${waited})`);
  return found;
}

const flaggedFor = (reason: string): Prisma.Sql => Prisma.sql`p."qcProblems" @> ARRAY[${reason}]::text[]`;

const reportedFor = (reason: string): Prisma.Sql => Prisma.sql`EXISTS (
  SELECT 1 FROM "productReports" r
  WHERE r."productId" = p."productId" AND r."resolvedAt" IS NULL AND r."reason" = ${reason})`;
