import { z } from 'zod';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { countItems, NO_COUNTS } from './run-counts';
import type { SyncView } from './sync-view.schema';
import { countWaiting } from './waiting-items';

/** More problems than a person reads; the counts still tell all of them. */
const MAX_PROBLEMS = 1000;

/** One run as its seller and the API see it; null when there is none. */
export async function readSync(db: PrismaClient, syncRunId: string): Promise<SyncView | null> {
  if (!z.uuid().safeParse(syncRunId).success) return null;
  const run = await db.syncRun.findUnique({ where: { id: syncRunId } });
  if (!run) return null;
  const items = await db.syncItem.findMany({
    where: { syncRunId, problemCode: { not: null } },
    orderBy: [{ updatedAt: 'asc' }, { productId: 'asc' }],
    take: MAX_PROBLEMS,
    select: { productId: true, problemCode: true, problemMessage: true },
  });
  const counts = await countItems(db, [syncRunId]);
  return {
    id: run.id,
    phone: run.sellerPhone,
    kind: run.kind,
    state: run.state,
    outcome: run.outcome,
    detail: run.detail,
    counts: counts.get(syncRunId) ?? NO_COUNTS,
    createdAt: run.createdAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
    waiting: run.state === 'running' ? await countWaiting(db, syncRunId) : [],
    problems: items.map(({ productId, problemCode, problemMessage }) => ({
      productId,
      code: problemCode ?? 'unknown',
      message: problemMessage ?? '',
    })),
  };
}
