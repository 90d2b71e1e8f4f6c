import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import type { SyncKind, SyncState } from '@/lib/platform/prisma-client/enums';
import { countItems, NO_COUNTS } from './run-counts';
import type { RunCounts } from './sync-view.schema';
import { readTimeCursor, UUID, writeTimeCursor } from './time-cursor';

export interface ListedRun {
  id: string;
  kind: SyncKind;
  state: SyncState;
  outcome: string | null;
  detail: string | null;
  sellerPhone: string | null;
  sellerName: string | null;
  sellerId: string | null;
  dismissed: boolean;
  counts: RunCounts;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

export interface RunCursor {
  createdAt: Date;
  id: string;
}

interface RunsRequest {
  state?: SyncState | undefined;
  sellerPhone?: string | undefined;
  /** Without those that somebody has dismissed. */
  undismissed?: boolean;
  /** Those that began before this one. */
  before?: RunCursor | undefined;
  size: number;
}

/** Sync runs, newest first. */
export async function listRuns(
  db: PrismaClient,
  { state, sellerPhone, undismissed = false, before, size }: RunsRequest,
): Promise<{ runs: ListedRun[]; next: RunCursor | null }> {
  const rows = await db.syncRun.findMany({
    where: {
      ...(state ? { state } : {}),
      ...(sellerPhone ? { sellerPhone } : {}),
      ...(undismissed ? { dismissedAt: null } : {}),
      ...(before ? olderThan(before) : {}),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: size + 1,
  });
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return {
    runs: await withCounts(db, page),
    next: rows.length > size && last ? { createdAt: last.createdAt, id: last.id } : null,
  };
}

/** One run as lists have it; null when there is none. */
export async function readListedRun(db: PrismaClient, id: string): Promise<ListedRun | null> {
  const row = await db.syncRun.findUnique({ where: { id } });
  if (row === null) return null;
  const [run] = await withCounts(db, [row]);
  return run ?? null;
}

const olderThan = ({ createdAt, id }: RunCursor): Prisma.SyncRunWhereInput => ({
  createdAt: { lte: createdAt },
  OR: [{ createdAt: { lt: createdAt } }, { id: { lt: id } }],
});

async function withCounts(db: PrismaClient, rows: Prisma.SyncRunGetPayload<object>[]): Promise<ListedRun[]> {
  const phones = rows.flatMap(({ sellerPhone }) => sellerPhone ?? []);
  const [sellers, counts] = await Promise.all([
    db.seller.findMany({ where: { phone: { in: phones } }, select: { id: true, phone: true, name: true } }),
    countItems(
      db,
      rows.map(({ id }) => id),
    ),
  ]);
  const sellerOf = new Map(sellers.map((seller) => [seller.phone, seller]));
  return rows.map((row): ListedRun => {
    const seller = row.sellerPhone === null ? undefined : sellerOf.get(row.sellerPhone);
    return {
      ...{ id: row.id, kind: row.kind, state: row.state, outcome: row.outcome, detail: row.detail },
      ...{ sellerPhone: row.sellerPhone, sellerName: seller?.name ?? null, sellerId: seller?.id ?? null },
      dismissed: row.dismissedAt !== null,
      counts: counts.get(row.id) ?? NO_COUNTS,
      createdAt: row.createdAt.toISOString(),
      startedAt: row.startedAt?.toISOString() ?? null,
      finishedAt: row.finishedAt?.toISOString() ?? null,
    };
  });
}

/** As it stands in an address. */
export const writeRunCursor = ({ createdAt, id }: RunCursor): string => writeTimeCursor(createdAt, id);

/** Undefined for what is none of ours. */
export function readRunCursor(text: string | undefined): RunCursor | undefined {
  const cursor = readTimeCursor(text, UUID);
  return cursor && { createdAt: cursor.at, id: cursor.id };
}
