import { z } from 'zod';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { problemForSeller } from './problem-for-seller';
import { countStandings } from './read-sync-items';
import { countItems, NO_COUNTS } from './run-counts';
import type { SyncView } from './sync-view.schema';
import { countWaiting } from './waiting-items';

/** More problems than a person reads; the counts still tell all of them. */
const MAX_PROBLEMS = 1000;

/** One run as its seller and the API see it; null when there is none, or its seller's all is about to be erased. */
export async function readSync(db: PrismaClient, syncRunId: string): Promise<SyncView | null> {
  if (!z.uuid().safeParse(syncRunId).success) return null;
  const run = await db.syncRun.findUnique({ where: { id: syncRunId } });
  if (!run || (run.sellerPhone !== null && (await isErasing(db, run.sellerPhone)))) return null;
  const items = await db.syncItem.findMany({
    where: { syncRunId, problemCode: { not: null } },
    orderBy: [{ updatedAt: 'asc' }, { productId: 'asc' }],
    take: MAX_PROBLEMS,
    select: { productId: true, outcome: true, problemCode: true, problemMessage: true },
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
    problems: items.flatMap(({ productId, ...item }) => {
      const problem = problemForSeller(item);
      return problem === null ? [] : [{ productId, ...problem }];
    }),
    standings: await countStandings(db, syncRunId),
  };
}

/** Nothing of theirs is shown meanwhile. */
async function isErasing(db: PrismaClient, phone: string): Promise<boolean> {
  return (await db.seller.count({ where: { phone, eraseAt: { not: null } } })) > 0;
}
