import { randomUUID } from 'node:crypto';
import { SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { ItemRef } from './open-items';
import { openCatalogueRun, openListedRun } from './open-run';
import type { Replayed } from './sync-view.schema';

export interface ReplayDeps {
  db: PrismaClient;
  /** → seller/sync.requested */
  requestSync(run: { syncRunId: string; sellerPhone: string; lane?: string }): Promise<void>;
  /** → product/hydrate.requested, one for each */
  requestHydration(items: ItemRef[]): Promise<void>;
}

/**
 * Starts failed products again, in a run of their own. Errors: `nothing_to_replay`. Written to the audit log before it
 * begins.
 */
export async function replayProducts(deps: ReplayDeps, productIds: string[], actorId: string): Promise<Replayed> {
  const { db } = deps;
  const products = await db.product.findMany({
    where: { productId: { in: productIds } },
    select: { productId: true, sellerPhone: true },
  });
  if (products.length === 0) {
    throw new SokoError({
      code: 'nothing_to_replay',
      message: 'None of these products is in Soko any more.',
      status: 404,
    });
  }
  const syncRunId = randomUUID();
  await audit(db, actorId, syncRunId, { products: products.map(({ productId }) => productId) });
  const { open } = await openListedRun(db, { syncRunId, kind: 'replay', sellerPhone: null, products });
  await deps.requestHydration(open.map((item) => ({ syncRunId, ...item })));
  return { syncRunId, products: open.length };
}

/** Visits a seller's catalogue again after a run that failed. Errors: `sync_not_found`, `nothing_to_replay`. */
export async function replayRun(deps: ReplayDeps, failedRunId: string, actorId: string): Promise<Replayed> {
  const { db } = deps;
  const failed = await db.syncRun.findUnique({ where: { id: failedRunId }, select: { kind: true, sellerPhone: true } });
  if (!failed) throw new SokoError({ code: 'sync_not_found', message: 'There is no sync with this id.', status: 404 });
  if (failed.kind !== 'catalogue' || failed.sellerPhone === null) {
    const items = await db.syncItem.findMany({
      where: { syncRunId: failedRunId, outcome: 'failed' },
      select: { productId: true },
    });
    return replayProducts(
      deps,
      items.map(({ productId }) => productId),
      actorId,
    );
  }
  const { sellerPhone } = failed;
  const { syncRunId } = await openCatalogueRun(db, { sellerPhone });
  await audit(db, actorId, syncRunId, { again: failedRunId });
  await deps.requestSync({ syncRunId, sellerPhone });
  return { syncRunId, products: 0 };
}

async function audit(
  db: PrismaClient,
  actorId: string,
  syncRunId: string,
  detail: Record<string, string | string[]>,
): Promise<void> {
  await db.auditLog.create({ data: { actorId, action: 'work.replayed', subject: `sync:${syncRunId}`, detail } });
}
