import { z } from 'zod';
import type { Prisma } from '@/lib/platform/prisma-client/client';

/** What catalogSyncLogs.eventType may be. The table has the same list as a check. */
const SYNC_LOG_EVENTS = [
  'scout_start',
  'scout_success',
  'scout_failed',
  'hydrate_start',
  'hydrate_success',
  'hydrate_unchanged',
  'hydrate_404',
  'hydrate_429',
  'hydrate_failed',
  'embed_success',
  'embed_failed',
  'qc_approved',
  'qc_rejected',
  'qc_flagged',
  'qc_error',
  'lazy_persist_start',
  'lazy_persist_success',
  'lazy_persist_failed',
  'heartbeat_start',
  'heartbeat_done',
  'listed',
  'unlisted',
] as const;
export const syncLogEventSchema = z.enum(SYNC_LOG_EVENTS);
export type SyncLogEvent = z.infer<typeof syncLogEventSchema>;

/** What happened, as it is kept beside an item's move. */
export interface SyncLogLine {
  eventType: SyncLogEvent;
  /** Why, where there is a why: an error's code or an outcome. */
  code?: string;
  /** No picture bytes, no page bodies, no full phone numbers. */
  detail?: Record<string, string | number | boolean | null>;
}

export interface SyncLogEntry extends SyncLogLine {
  syncRunId: string | null;
  productId?: string | null;
  sellerPhone?: string | null;
}

/**
 * For what happens without an item moving (a start, a 429, work outside any run). Moves write their own lines. What is
 * about a seller who was erased meanwhile is left out: the lock keeps the row until the line is there for the eraser to
 * find.
 */
export async function writeSyncLogs(db: Prisma.TransactionClient, entries: SyncLogEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const phones = [...new Set(entries.flatMap(({ sellerPhone }) => sellerPhone ?? []))];
  await db.$executeRaw`
    INSERT INTO "catalogSyncLogs" ("syncRunId", "productId", "sellerPhone", "eventType", "code", "detail")
    SELECT l."syncRunId", l."productId", l."sellerPhone", l."eventType", l."code", l."detail"
    FROM jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
      AS l("syncRunId" uuid, "productId" text, "sellerPhone" text, "eventType" text, "code" text, "detail" jsonb)
    WHERE l."sellerPhone" IS NULL
      OR l."sellerPhone" IN (
        SELECT s."phone" FROM "sellers" s WHERE s."phone" = ANY(${phones}) ORDER BY 1 FOR KEY SHARE)`;
}
