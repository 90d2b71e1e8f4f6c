import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { writeAudit } from '@/lib/platform/audit';
import { SokoError } from '@/lib/platform/errors';
import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import { type DriveOnDeps, driveItemsOn } from './drive-on';
import { countFailedItems, type FailedSelection, readSelected } from './failed-work';
import type { ItemRef } from './open-items';
import { openCatalogueRun, openListedRun, TRANSACTION } from './open-run';
import type { Replayed, ReplayPreview } from './sync-view.schema';

export interface ReplayDeps extends Pick<DriveOnDeps, 'requestStages'> {
  db: PrismaClient;
  /** → seller/sync.requested */
  requestSync(run: { syncRunId: string; sellerPhone: string; lane?: string }): Promise<void>;
  /** → product/hydrate.requested, one for each */
  requestHydration(items: ItemRef[]): Promise<void>;
}

/** One run takes so many; what is left over is the next replay's. */
const MOST_REPLAYED = 5_000;

/** What a replay of the selection would start: nothing is changed. */
export async function previewReplay(db: PrismaClient, selection: FailedSelection): Promise<ReplayPreview> {
  const items = await readSelected(db, selection, MOST_REPLAYED);
  const counts = new Map<string, number>();
  for (const { failedAt } of items) counts.set(failedAt, (counts.get(failedAt) ?? 0) + 1);
  const cause =
    'code' in selection ? (await countFailedItems(db)).find(({ code }) => code === selection.code) : undefined;
  return {
    products: items.length,
    sellers: new Set(items.map(({ sellerPhone }) => sellerPhone)).size,
    leftOver: Math.max(0, (cause?.count ?? 0) - items.length),
    stages: [...counts].map(([stage, products]) => ({ stage, products })),
  };
}

/** Starts all that failed for one cause again, those that have waited longest first. Errors: `nothing_to_replay`. */
export async function replayCause(deps: ReplayDeps, code: string, actorId: string): Promise<Replayed> {
  const items = await readSelected(deps.db, { code }, MOST_REPLAYED);
  return replay(deps, items, actorId, { code });
}

/** Starts products again, in a run of their own. Errors: `nothing_to_replay`. Written to the audit log. */
export async function replayProducts(deps: ReplayDeps, productIds: string[], actorId: string): Promise<Replayed> {
  const products = await deps.db.product.findMany({
    where: { productId: { in: productIds } },
    select: { productId: true, sellerPhone: true },
  });
  return replay(deps, products, actorId, {});
}

async function replay(
  { db, requestHydration }: ReplayDeps,
  products: { productId: string; sellerPhone: string }[],
  actorId: string,
  detail: Prisma.InputJsonObject,
): Promise<Replayed> {
  if (products.length === 0) throw nothingToReplay();
  const syncRunId = randomUUID();
  const ids = products.map(({ productId }) => productId);
  const { open } = await openListedRun(db, { syncRunId, kind: 'replay', sellerPhone: null, products }, (tx) =>
    audit(tx, actorId, syncRunId, { ...detail, products: ids.slice(0, NAMED_PRODUCTS), count: ids.length }),
  );
  // Should sending fail, the run is kept and the sweep sends it again.
  await requestHydration(open.map((item) => ({ syncRunId, ...item })));
  return { syncRunId, products: open.length, visits: false };
}

/** A line of audit is read by people; the run holds all of them. */
const NAMED_PRODUCTS = 500;

/**
 * Starts what is left of a run again. One that is under way is driven on where it stands; of one that has ended the
 * catalogue is visited, or what failed of its products is started. Errors: `sync_not_found`, `nothing_to_replay`.
 */
export async function replayRun(deps: ReplayDeps, failedRunId: string, actorId: string): Promise<Replayed> {
  const { db } = deps;
  // PostgreSQL refuses to compare a UUID with what is none.
  const id = z.uuid().safeParse(failedRunId).data;
  const failed = id && (await db.syncRun.findUnique({ where: { id } }));
  if (!failed) throw new SokoError({ code: 'sync_not_found', message: 'There is no sync with this id.', status: 404 });
  if (failed.state === 'running' && failed.outcome !== null) {
    const products = await driveRunOn(deps, failed.id, actorId);
    if (products > 0) return { syncRunId: failed.id, products, visits: false };
  }
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
  return visitAgain(deps, failed.sellerPhone, actorId, { again: failedRunId });
}

/** What stands in a run whose catalogue, if any, has been visited. Written to the audit log, where there is some. */
async function driveRunOn(deps: ReplayDeps, syncRunId: string, actorId: string): Promise<number> {
  const products = await driveItemsOn(deps, syncRunId);
  if (products > 0) await audit(deps.db, actorId, syncRunId, { drivenOn: products });
  return products;
}

/**
 * Visits a catalogue. One that is being visited already is the answer; where that has been and its products are still
 * under way, those are driven on. Written to the audit log.
 */
export async function visitAgain(
  deps: ReplayDeps,
  sellerPhone: string,
  actorId: string,
  detail: Prisma.InputJsonObject = {},
): Promise<Replayed> {
  const { syncRunId, visited } = await deps.db.$transaction(async (tx) => {
    const run = await openCatalogueRun(tx, { sellerPhone });
    await audit(tx, actorId, run.syncRunId, detail);
    const { outcome } = await tx.syncRun.findUniqueOrThrow({ where: { id: run.syncRunId } });
    return { syncRunId: run.syncRunId, visited: outcome !== null };
  }, TRANSACTION);
  if (visited) return { syncRunId, products: await driveItemsOn(deps, syncRunId), visits: false };
  await deps.requestSync({ syncRunId, sellerPhone });
  return { syncRunId, products: 0, visits: true };
}

const nothingToReplay = () =>
  new SokoError({
    code: 'nothing_to_replay',
    message: 'There is nothing left of this to be started again: look at the list anew.',
    status: 404,
  });

const audit = (tx: Prisma.TransactionClient, actorId: string, syncRunId: string, detail: Prisma.InputJsonObject) =>
  writeAudit(tx, { actorId, action: 'work.replayed', subject: `sync:${syncRunId}`, detail });
