import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { QueueNews } from './moderation.schema';
import type { QueueQuery } from './queue-query.schema';
import { queueCondition, queueSource, type Viewer } from './queue-source';
import { readQueuedProducts, type WaitingProduct } from './queued-products';
import { readLeases, type SeenProduct, takeFirstLease } from './review-leases';
import { countMatching } from './review-queue';

export interface WatchRequest {
  query: QueueQuery;
  viewer: Viewer;
  /** What the desk shows of the queue. */
  seen: SeenProduct[];
  /** What is looked at: kept for this person. */
  open: SeenProduct | null;
}

/**
 * What happened to a list since it was read: compared as a whole each time, so that no news can be missed. Keeps the
 * product that is looked at.
 */
export async function watchQueue(db: PrismaClient, { query, viewer, seen, open }: WatchRequest): Promise<QueueNews> {
  if (open !== null) await takeFirstLease(db, { userId: viewer.id, products: [open] });
  const ids = seen.map(({ productId }) => productId);
  const [waiting, leases, matching] = await Promise.all([
    stillWaiting(db, query, viewer, ids),
    readLeases(db, ids),
    countMatching(db, query, viewer),
  ]);
  const now = new Map(waiting.map((row) => [row.productId, row]));
  const left = ids.filter((id) => !now.has(id));
  const changed = seen.flatMap(({ productId, version }) => {
    const row = now.get(productId);
    return row !== undefined && row.version !== version ? [row] : [];
  });
  return {
    left: await whoDecided(db, left),
    changed: await readQueuedProducts(db, changed, viewer),
    held: [...leases].flatMap(([productId, { userId, name }]) => (userId === viewer.id ? [] : [{ productId, name }])),
    ...matching,
  };
}

async function stillWaiting(
  db: PrismaClient,
  query: QueueQuery,
  viewer: Viewer,
  ids: string[],
): Promise<WaitingProduct[]> {
  if (ids.length === 0) return [];
  const source = queueSource(query, viewer);
  return db.$queryRaw<WaitingProduct[]>`
    SELECT p."productId", p."version", ${source.since} AS "since" FROM ${source.from}
    WHERE p."productId" = ANY(${ids}::text[]) AND ${queueCondition(query, viewer)}`;
}

/** Whose the newest decision about each is, where it is a person's. */
async function whoDecided(db: PrismaClient, ids: string[]): Promise<QueueNews['left']> {
  if (ids.length === 0) return [];
  const rows = await db.$queryRaw<QueueNews['left']>`
    SELECT DISTINCT ON (r."productId") r."productId", u."name" AS "by",
      CASE WHEN u."id" IS NULL THEN NULL ELSE r."decision"::text END AS "decision"
    FROM "qualityReviews" r LEFT JOIN "users" u ON r."source" = 'moderator' AND u."id" = r."reviewer"
    WHERE r."productId" = ANY(${ids}::text[]) AND r."undoneAt" IS NULL
    ORDER BY r."productId", r."createdAt" DESC, r."id"`;
  const decided = new Map(rows.map((row) => [row.productId, row]));
  return ids.map((productId) => decided.get(productId) ?? { productId, by: null, decision: null });
}
