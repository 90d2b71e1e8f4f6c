import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { SyncKind, SyncState } from '@/lib/platform/prisma-client/enums';
import { countItems, NO_COUNTS } from './run-counts';
import type { RunCounts } from './sync-view.schema';

export interface ListedRun {
  id: string;
  kind: SyncKind;
  state: SyncState;
  outcome: string | null;
  detail: string | null;
  sellerPhone: string | null;
  sellerName: string | null;
  counts: RunCounts;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

interface RunsRequest {
  state?: SyncState | undefined;
  /** Counted from 0. */
  page: number;
  size: number;
}

/** Sync runs of all sellers, newest first. */
export async function listRuns(
  db: PrismaClient,
  { state, page, size }: RunsRequest,
): Promise<{ runs: ListedRun[]; more: boolean }> {
  const rows = await db.syncRun.findMany({
    where: state ? { state } : {},
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    skip: page * size,
    take: size + 1,
  });
  const phones = rows.flatMap(({ sellerPhone }) => sellerPhone ?? []);
  const sellers = await db.seller.findMany({ where: { phone: { in: phones } }, select: { phone: true, name: true } });
  const names = new Map(sellers.map(({ phone, name }) => [phone, name]));
  const counts = await countItems(
    db,
    rows.map(({ id }) => id),
  );
  const runs = rows.slice(0, size).map(
    (row): ListedRun => ({
      id: row.id,
      kind: row.kind,
      state: row.state,
      outcome: row.outcome,
      detail: row.detail,
      sellerPhone: row.sellerPhone,
      sellerName: row.sellerPhone ? (names.get(row.sellerPhone) ?? null) : null,
      counts: counts.get(row.id) ?? NO_COUNTS,
      createdAt: row.createdAt.toISOString(),
      startedAt: row.startedAt?.toISOString() ?? null,
      finishedAt: row.finishedAt?.toISOString() ?? null,
    }),
  );
  return { runs, more: rows.length > size };
}
