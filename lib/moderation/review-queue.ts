import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';
import { countQueues, MOST_COUNTED } from './count-queues';
import type { ReviewQueue } from './moderation.schema';
import { decodeQueueCursor, encodeQueueCursor, orderedQueue, type QueuePosition } from './queue-order';
import { type QueueQuery, sortOf } from './queue-query.schema';
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
  const [waiting, total, counts] = await Promise.all([
    readWaiting(db, { ...request, limit: limit + 1 }),
    countWaiting(db, query, viewer),
    countQueues(db, viewer),
  ]);
  const page = waiting.slice(0, limit);
  const last = waiting.length > limit ? page.at(-1) : undefined;
  return {
    items: await readQueuedProducts(db, page, viewer),
    total,
    nextCursor: last === undefined ? null : encodeQueueCursor(sortOf(query), last),
    counts: Object.fromEntries(counts.map((count) => [count.queue, count.waiting])),
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

/** How many match, up to MOST_COUNTED. */
export async function countWaiting(db: PrismaClient, query: QueueQuery, viewer: Viewer): Promise<number> {
  const source = queueSource(query, viewer);
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM (
      SELECT 1 FROM ${source.from} WHERE ${queueCondition(query, viewer)} LIMIT ${MOST_COUNTED}
    ) q`;
  return row?.count ?? 0;
}
