import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { QUEUES, type QueueName } from './queue-query.schema';
import { queueCondition, queueSource, type Viewer } from './queue-source';

export interface QueueCount {
  queue: QueueName;
  /** More are not counted than MOST_COUNTED. */
  waiting: number;
  /** Since when the longest wait; null: nothing does. */
  oldest: Date | null;
}

/** More are not counted: who has so many does not need to know how many exactly. */
export const MOST_COUNTED = 10_000;

/** Nobody's in particular: no skips, and what only admins decide is counted, too. */
export const EVERYBODY: Viewer = { id: '', role: 'admin' };

/** How many wait in each queue, and since when. */
export function countQueues(db: PrismaClient, viewer: Viewer = EVERYBODY): Promise<QueueCount[]> {
  const seen = QUEUES.filter((queue) => queue !== 'escalated' || viewer.role === 'admin');
  return Promise.all(
    seen.map(async (queue) => {
      const source = queueSource({ queue }, viewer);
      const [row] = await db.$queryRaw<{ waiting: number; oldest: Date | null }[]>`
        SELECT count(*)::int AS "waiting", min("since") AS "oldest" FROM (
          SELECT ${source.since} AS "since" FROM ${source.from} WHERE ${queueCondition({ queue }, viewer)}
          ORDER BY 1 LIMIT ${MOST_COUNTED}
        ) q`;
      return { queue, waiting: row?.waiting ?? 0, oldest: row?.oldest ?? null };
    }),
  );
}
