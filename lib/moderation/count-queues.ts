import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';
import { QUEUES, type QueueName } from './queue-query.schema';
import { queueCondition, queueSource, type Viewer } from './queue-source';

export interface QueueCount {
  queue: QueueName;
  /** At most MOST_COUNTED. */
  waiting: number;
  /** Since when the longest wait; null: nothing does. */
  oldest: Date | null;
}

/** More are not counted: who has so many does not need to know how many exactly. */
export const MOST_COUNTED = 10_000;

/** Nobody in particular: without anybody's skips, and with what only admins decide. */
const EVERYBODY: Viewer = { id: '', role: 'admin' };

/** How many wait in each queue, and since when. */
export function countQueues(db: PrismaClient, viewer: Viewer = EVERYBODY): Promise<QueueCount[]> {
  const seen = QUEUES.filter((queue) => queue !== 'escalated' || viewer.role === 'admin');
  const counts = seen.map((queue) => {
    const source = queueSource({ queue }, viewer);
    return Prisma.sql`
      SELECT ${queue}::text AS "queue", count(*)::int AS "waiting", min("since") AS "oldest" FROM (
        SELECT ${source.since} AS "since" FROM ${source.from} WHERE ${queueCondition({ queue }, viewer)}
        ORDER BY 1 LIMIT ${MOST_COUNTED}
      ) q`;
  });
  return db.$queryRaw<QueueCount[]>(Prisma.join(counts, ' UNION ALL '));
}
