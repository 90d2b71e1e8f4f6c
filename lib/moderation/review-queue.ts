import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';
import { countQueues, MOST_COUNTED } from './count-queues';
import type { ReviewQueue } from './moderation.schema';
import { decodeQueueCursor, encodeQueueCursor, orderedQueue, type QueuePosition } from './queue-order';
import { isNarrowed, type QueueQuery, sortOf } from './queue-query.schema';
import { queueCondition, queueSource, type Viewer } from './queue-source';
import { readQueuedProducts, type WaitingProduct } from './queued-products';

export interface QueueRequest {
  query: QueueQuery;
  viewer: Viewer;
  limit: number;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
}

/** A page of a queue, with how many match in all, and how many wait in each. Errors: `invalid_cursor`. */
export async function readReviewQueue(db: PrismaClient, request: QueueRequest): Promise<ReviewQueue> {
  const { query, viewer, limit } = request;
  const [waiting, matching] = await Promise.all([
    readWaiting(db, { ...request, limit: limit + 1 }),
    countMatching(db, query, viewer),
  ]);
  const page = waiting.slice(0, limit);
  const last = waiting.length > limit ? page.at(-1) : undefined;
  return {
    items: await readQueuedProducts(db, page, viewer),
    nextCursor: last === undefined ? null : encodeQueueCursor(sortOf(query), last),
    ...matching,
  };
}

/** Which products wait, in their order. Errors: `invalid_cursor`. */
function readWaiting(db: PrismaClient, request: QueueRequest): Promise<(QueuePosition & WaitingProduct)[]> {
  return db.$queryRaw<(QueuePosition & WaitingProduct)[]>(waitingSql(request));
}

/** Errors: `invalid_cursor`. */
export function waitingSql({ query, viewer, limit, cursor }: QueueRequest): Prisma.Sql {
  const sort = sortOf(query);
  const source = queueSource(query, viewer);
  const order = orderedQueue(source, sort);
  const conditions = [queueCondition(query, viewer)];
  if (cursor !== undefined) conditions.push(order.after(decodeQueueCursor(sort, cursor)));
  return Prisma.sql`
    SELECT p."productId", p."version", ${source.since} AS "since", ${order.key} AS "key"
    FROM ${source.from} WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY ${order.orderBy} LIMIT ${limit}`;
}

/** How many match, and how many wait in each queue; up to MOST_COUNTED. */
export async function countMatching(
  db: PrismaClient,
  query: QueueQuery,
  viewer: Viewer,
): Promise<Pick<ReviewQueue, 'total' | 'counts'>> {
  const [matching, queues] = await Promise.all([
    isNarrowed(query) ? countWaiting(db, query, viewer) : null,
    countQueues(db, viewer),
  ]);
  const counts: Record<string, number> = Object.fromEntries(queues.map(({ queue, waiting }) => [queue, waiting]));
  return { total: matching ?? counts[query.queue] ?? 0, counts };
}

async function countWaiting(db: PrismaClient, query: QueueQuery, viewer: Viewer): Promise<number> {
  const source = queueSource(query, viewer);
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM (
      SELECT 1 FROM ${source.from} WHERE ${queueCondition(query, viewer)} LIMIT ${MOST_COUNTED}
    ) q`;
  return row?.count ?? 0;
}
