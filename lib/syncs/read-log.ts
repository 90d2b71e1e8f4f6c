import type { PrismaClient } from '@/lib/platform/prisma-client/client';

export interface LogLine {
  id: string;
  at: string;
  eventType: string;
  code: string | null;
  productId: string | null;
  syncRunId: string | null;
  detail: string | null;
}

interface LogRequest {
  eventType?: string | undefined;
  syncRunId?: string | undefined;
  /** Only lines older than this one. */
  before?: bigint | undefined;
  size: number;
}

/** catalogSyncLogs, newest first. */
export async function readLog(
  db: PrismaClient,
  { eventType, syncRunId, before, size }: LogRequest,
): Promise<{ lines: LogLine[]; more: boolean }> {
  const rows = await db.catalogSyncLog.findMany({
    where: {
      ...(eventType ? { eventType } : {}),
      ...(syncRunId ? { syncRunId } : {}),
      ...(before === undefined ? {} : { id: { lt: before } }),
    },
    orderBy: { id: 'desc' },
    take: size + 1,
  });
  const lines = rows.slice(0, size).map((row) => ({
    id: row.id.toString(),
    at: row.createdAt.toISOString(),
    eventType: row.eventType,
    code: row.code,
    productId: row.productId,
    syncRunId: row.syncRunId,
    detail: row.detail === null ? null : JSON.stringify(row.detail),
  }));
  return { lines, more: rows.length > size };
}
