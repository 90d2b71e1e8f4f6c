import type { Prisma } from '@/lib/platform/prisma-client/client';

export interface LogLine {
  id: string;
  at: string;
  eventType: string;
  code: string | null;
  productId: string | null;
  title: string | null;
  seller: { id: string; name: string } | null;
  syncRunId: string | null;
  detail: unknown;
}

interface LogRequest {
  eventType?: string | undefined;
  syncRunId?: string | undefined;
  productId?: string | undefined;
  sellerPhone?: string | undefined;
  /** Only lines older than this one. */
  before?: bigint | undefined;
  size: number;
}

/** catalogSyncLogs, newest first, with what its lines are about. */
export async function readLog(
  db: Prisma.TransactionClient,
  { eventType, syncRunId, productId, sellerPhone, before, size }: LogRequest,
): Promise<{ lines: LogLine[]; more: boolean }> {
  const rows = await db.catalogSyncLog.findMany({
    where: {
      ...(eventType ? { eventType } : {}),
      ...(syncRunId ? { syncRunId } : {}),
      ...(productId ? { productId } : {}),
      ...(sellerPhone ? { sellerPhone } : {}),
      ...(before === undefined ? {} : { id: { lt: before } }),
    },
    orderBy: { id: 'desc' },
    take: size + 1,
  });
  const shown = rows.slice(0, size);
  const [products, sellers] = await Promise.all([
    db.product.findMany({
      where: { productId: { in: shown.flatMap((row) => row.productId ?? []) } },
      select: { productId: true, title: true },
    }),
    db.seller.findMany({
      where: { phone: { in: shown.flatMap((row) => row.sellerPhone ?? []) } },
      select: { id: true, phone: true, name: true },
    }),
  ]);
  const titles = new Map(products.map((product) => [product.productId, product.title]));
  const sellerOf = new Map(sellers.map(({ id, phone, name }) => [phone, { id, name: name ?? phone }]));
  const lines = shown.map((row) => ({
    id: row.id.toString(),
    at: row.createdAt.toISOString(),
    eventType: row.eventType,
    code: row.code,
    productId: row.productId,
    title: row.productId === null ? null : (titles.get(row.productId) ?? null),
    seller: row.sellerPhone === null ? null : (sellerOf.get(row.sellerPhone) ?? null),
    syncRunId: row.syncRunId,
    detail: row.detail,
  }));
  return { lines, more: rows.length > size };
}
