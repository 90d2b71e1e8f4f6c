import { Prisma } from '@/lib/platform/prisma-client/client';
import { readTimeCursor, writeTimeCursor } from '@/lib/syncs/time-cursor';

/** Where a line of a product's story was written. */
export type StorySource = 'found' | 'log' | 'review' | 'undone' | 'audit' | 'report' | 'appeal' | 'appeal_decided';

export interface StoryLine {
  at: Date;
  /** Orders what happened in the same millisecond, and tells lines apart. */
  key: string;
  source: StorySource;
  /** What happened, by its source: the run's kind, the log's event, the decision, the audited action, … */
  kind: string;
  /** Why, by a code. */
  code: string | null;
  /** Why, in words. */
  message: string | null;
  /** A user's id, 'cli', 'seller:ID', or a model's name. */
  actor: string | null;
  detail: Prisma.JsonValue;
  syncRunId: string | null;
}

export interface StoryCursor {
  at: Date;
  key: string;
}

interface StoryRequest {
  productId: string;
  before?: StoryCursor | undefined;
  limit: number;
}

/** Each source as rows of (at, key, …), so that they make one order. Moderators' audit lines repeat their decisions. */
const sources = (productId: string): Prisma.Sql[] => [
  Prisma.sql`SELECT i."createdAt" AS "at", 'f' || i."syncRunId" AS "key", 'found' AS "source", r."kind"::text AS "kind",
      CASE WHEN NOT i."hydrated" AND i."outcome" = 'failed' THEN i."problemCode" END AS "code",
      CASE WHEN i."problemCode" = 'product_of_another_seller' THEN i."problemMessage" END AS "message",
      NULL AS "actor", NULL::jsonb AS "detail", i."syncRunId"
    FROM "syncItems" i JOIN "syncRuns" r ON r."id" = i."syncRunId" WHERE i."productId" = ${productId}`,
  Prisma.sql`SELECT l."createdAt", 'l' || lpad(l."id"::text, 19, '0'), 'log', l."eventType", l."code",
      i."problemMessage", NULL, l."detail", l."syncRunId"
    FROM "catalogSyncLogs" l LEFT JOIN "syncItems" i ON i."syncRunId" = l."syncRunId"
      AND i."productId" = l."productId" AND i."problemCode" = l."code"
    WHERE l."productId" = ${productId}`,
  Prisma.sql`SELECT "createdAt", 'r' || "id", 'review', COALESCE("action", "decision"::text),
      NULLIF(array_to_string("problems", ','), ''), "note", "reviewer",
      jsonb_build_object('source', "source", 'confidence', "confidence", 'policyVersion', "policyVersion"), NULL
    FROM "qualityReviews" WHERE "productId" = ${productId}`,
  Prisma.sql`SELECT "undoneAt", 'u' || "id", 'undone', COALESCE("action", "decision"::text), NULL, NULL, "undoneBy",
      NULL, NULL
    FROM "qualityReviews" WHERE "productId" = ${productId} AND "undoneAt" IS NOT NULL`,
  Prisma.sql`SELECT "createdAt", 'a' || lpad("id"::text, 19, '0'), 'audit', "action", NULL, "detail" ->> 'reason',
      "actorId", "detail", NULL
    FROM "auditLog" WHERE "subject" = ${`product:${productId}`} AND "action" NOT LIKE 'review.%'`,
  Prisma.sql`SELECT "createdAt", 'p' || "id", 'report', "reason", NULL, "note", NULL, NULL, NULL
    FROM "productReports" WHERE "productId" = ${productId}`,
  Prisma.sql`SELECT "createdAt", 'q' || "id", 'appeal', 'appealed', NULL, "note", NULL, NULL, NULL
    FROM "appeals" WHERE "productId" = ${productId}`,
  Prisma.sql`SELECT "resolvedAt", 'd' || "id", 'appeal_decided', COALESCE("outcome", ''), NULL, NULL, "resolvedBy",
      NULL, NULL
    FROM "appeals" WHERE "productId" = ${productId} AND "resolvedAt" IS NOT NULL`,
];

/**
 * All that is known of a product's way, newest first: found, read, embedded, judged and by whom, stored, listed,
 * hidden, reported, appealed, with the reason of each. Every source is read by an index.
 */
export async function readProductStory(
  db: Prisma.TransactionClient,
  { productId, before, limit }: StoryRequest,
): Promise<{ lines: StoryLine[]; next: StoryCursor | null }> {
  const earlier = before
    ? Prisma.sql`WHERE s."at" < ${before.at} OR (s."at" = ${before.at} AND s."key" < ${before.key})`
    : Prisma.empty;
  const [first = Prisma.empty, ...others] = sources(productId);
  const all = others.reduce((union, source) => Prisma.sql`${union} UNION ALL ${source}`, first);
  const rows = await db.$queryRaw<StoryLine[]>`
    SELECT s."at", s."key", s."source", s."kind", s."code", s."message", s."actor", s."detail", s."syncRunId"::text
    FROM (${all}) s ${earlier}
    ORDER BY s."at" DESC, s."key" DESC LIMIT ${limit + 1}`;
  const lines = rows.slice(0, limit);
  const last = lines.at(-1);
  return { lines, next: rows.length > limit && last ? { at: last.at, key: last.key } : null };
}

/** As it stands in an address. */
export const writeStoryCursor = ({ at, key }: StoryCursor): string => writeTimeCursor(at, key);

/** Undefined for what is none of ours. */
export function readStoryCursor(text: string | undefined): StoryCursor | undefined {
  const cursor = readTimeCursor(text, /^[a-z][0-9a-f-]{1,40}$/);
  return cursor && { at: cursor.at, key: cursor.id };
}
