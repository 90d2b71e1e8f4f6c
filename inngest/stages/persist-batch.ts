import { asDatabaseUnavailable } from '@/lib/platform/db-errors';
import { asSokoError, SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { needsPersistence, type ProductRecord, readProducts } from '@/lib/products/product-record';
import { type ItemMove, type MoveInRun, moveItemsOfRuns } from '@/lib/syncs/move-items';
import { writeSyncLogs } from '@/lib/syncs/sync-log';
import { nextAttempt, type Pending, type RetryItem, type RoundResult } from '../rounds';
import type { StageReport } from '../stage-report';
import { type StorePictureDeps, storePicture } from './store-picture';

export interface PersistDeps extends StorePictureDeps {
  db: PrismaClient;
  report: StageReport;
}

/** syncRunId is null outside of any run: a moderator's decision, or another try by the heartbeat. */
export interface ApprovedRef {
  syncRunId: string | null;
  productId: string;
  sellerPhone: string;
}

/** A store that restarts is waited out; for a longer outage the next heartbeat tries again. */
const WAITS_MS = [10_000, 30_000, 60_000, 120_000];

type Persisted =
  | { kind: 'stored'; ref: ApprovedRef }
  /** Nothing to do: stored already, or not approved for what it shows now. */
  | { kind: 'known'; ref: ApprovedRef; isStored: boolean }
  | { kind: 'retry'; ref: ApprovedRef; code: string; next: RetryItem<ApprovedRef> }
  | { kind: 'failed'; ref: ApprovedRef; why: Problem };

interface Problem {
  code: string;
  message: string;
}

/** One attempt at making approved products' pictures ours. Safe to run twice. */
export async function persistBatch(
  deps: PersistDeps,
  pending: Pending<ApprovedRef>[],
  round: number,
): Promise<RoundResult<ApprovedRef>> {
  const { db, report } = deps;
  const products = await readProducts(
    db,
    pending.map(({ item }) => item.productId),
  );
  const toStore = pending.filter(({ item }) => isToStore(products.get(item.productId)));
  await writeSyncLogs(
    db,
    toStore.map(({ item }) => ({ ...item, eventType: 'lazy_persist_start' })),
  );
  const tried = await Promise.all(
    pending.map(async (entry): Promise<Persisted | null> => {
      const product = products.get(entry.item.productId);
      // Erased with its seller.
      if (product === undefined) return null;
      if (isToStore(product)) return persistOne(deps, product, entry, round);
      const isStored = product.imageHash !== null && product.s3ImageHash === product.imageHash;
      return { kind: 'known', ref: entry.item, isStored };
    }),
  );
  const persisted = tried.filter((entry) => entry !== null);
  await endApproved(
    db,
    persisted.filter((entry) => entry.kind === 'stored' || entry.kind === 'known'),
  );
  await endUnpersisted(
    deps,
    persisted.filter((entry) => entry.kind === 'failed'),
  );
  const retries = persisted.filter((entry) => entry.kind === 'retry');
  for (const { ref } of persisted.filter((entry) => entry.kind === 'stored')) report.product('persist', ref, 'stored');
  for (const { ref, code } of retries) report.product('persist', ref, 'retry', code);
  return { onward: [], retry: retries.map(({ next }) => next) };
}

type ToStore = ProductRecord & { imageUrl: string; imageHash: string };

function isToStore(product: ProductRecord | undefined): product is ToStore {
  return product !== undefined && product.imageUrl !== null && product.imageHash !== null && needsPersistence(product);
}

async function persistOne(
  deps: PersistDeps,
  product: ToStore,
  entry: Pending<ApprovedRef>,
  round: number,
): Promise<Persisted> {
  const ref = entry.item;
  try {
    await storePicture(deps, product);
    return { kind: 'stored', ref };
  } catch (error) {
    // The whole batch waits for the database; an error of ours may be about another server that refused.
    if (!(error instanceof SokoError) && asDatabaseUnavailable(error) !== undefined) throw error;
    const { code, message, retry } = asSokoError(error);
    const next = retry.again ? nextAttempt(entry, { code, afterMs: retry.afterMs }, round, WAITS_MS) : null;
    return next ? { kind: 'retry', ref, code, next } : { kind: 'failed', ref, why: { code, message } };
  }
}

async function endApproved(db: PrismaClient, ended: (Persisted & { kind: 'stored' | 'known' })[]): Promise<void> {
  const logs = [{ eventType: 'lazy_persist_success' as const }];
  const moves = ended.map((entry) => {
    const stored = entry.kind === 'stored' || entry.isStored ? { persisted: true as const, logs } : {};
    return { ref: entry.ref, move: { productId: entry.ref.productId, outcome: 'approved' as const, ...stored } };
  });
  await moveItemsOfRuns(db, inRuns(moves));
  const outside = ended.filter(({ kind, ref }) => kind === 'stored' && ref.syncRunId === null);
  await writeSyncLogs(
    db,
    outside.map(({ ref }) => ({ ...ref, eventType: 'lazy_persist_success' })),
  );
}

/** The products stay on their CDN links, live all the same; the next heartbeat tries again. */
export async function endUnpersisted(
  { db, report }: Pick<PersistDeps, 'db' | 'report'>,
  failed: { ref: ApprovedRef; why: Problem }[],
): Promise<void> {
  for (const { ref, why } of failed) report.product('persist', ref, 'failed', why.code);
  const logOf = ({ code }: Problem) => ({ eventType: 'lazy_persist_failed' as const, code });
  const outside = failed.filter(({ ref }) => ref.syncRunId === null);
  await writeSyncLogs(
    db,
    outside.map(({ ref, why }) => ({ ...ref, ...logOf(why) })),
  );
  const moves = failed.map(({ ref, why }) => ({
    ref,
    move: { productId: ref.productId, outcome: 'approved' as const, problem: why, logs: [logOf(why)] },
  }));
  await moveItemsOfRuns(db, inRuns(moves));
}

/** What is outside of any run has no item to move. */
const inRuns = (moves: { ref: ApprovedRef; move: ItemMove }[]): MoveInRun[] =>
  moves.flatMap(({ ref: { syncRunId }, move }) => (syncRunId === null ? [] : [{ syncRunId, move }]));
