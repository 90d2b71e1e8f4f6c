import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { ReviewBatch } from './batch.schema';
import { readBatch } from './read-batch';

export interface RecentBatch {
  batch: ReviewBatch;
  at: string;
  problems: string[];
  note: string | null;
}

/** Bulk decisions that were started, the newest first. */
export async function readRecentBatches(db: PrismaClient, limit: number): Promise<RecentBatch[]> {
  const rows = await db.reviewBatch.findMany({
    where: { startedAt: { not: null } },
    orderBy: { createdAt: 'desc' },
    take: limit,
    select: { id: true, startedAt: true, createdAt: true, problems: true, note: true },
  });
  return Promise.all(
    rows.map(async ({ id, startedAt, createdAt, problems, note }) => ({
      batch: await readBatch(db, id),
      at: (startedAt ?? createdAt).toISOString(),
      ...{ problems, note },
    })),
  );
}
