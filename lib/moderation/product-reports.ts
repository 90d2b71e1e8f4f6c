import { createHmac } from 'node:crypto';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { personNote } from '@/lib/products/kept-text';
import { productNotFound } from '@/lib/products/product-not-found';
import type { ReportReason } from './report-reasons.schema';

export interface ReportClient {
  /** clientAddress's */
  address: string;
}

/**
 * `key`: deriveKey('report clients'). By the address alone, since a client can change all else (its User-Agent) at
 * will. People of one network count once: they lose less by that than a seller would by a hundred invented reports.
 */
export function hashClient({ address }: ReportClient, key: Uint8Array): string {
  return createHmac('sha256', key).update(address).digest('hex');
}

export interface NewReport {
  productId: string;
  reason: ReportReason;
  note: string | null;
  clientHash: string;
}

/**
 * Keeps a shopper's report of a live product for the moderators; the product stays live. A client's second report
 * of the same content is accepted but not kept. Errors: `product_not_found` when it is not live.
 */
export async function reportProduct(db: Prisma.TransactionClient, report: NewReport): Promise<void> {
  const { productId, reason, clientHash } = report;
  const note = personNote(report.note);
  const live = await db.$queryRaw<unknown[]>`
    WITH live AS (
      SELECT "productId", "contentHash" FROM "products"
      WHERE "productId" = ${productId} AND "isListed" AND "contentHash" IS NOT NULL
    ), kept AS (
      INSERT INTO "productReports" ("productId", "contentHash", "reason", "note", "clientHash")
      SELECT "productId", "contentHash", ${reason}, ${note}, ${clientHash} FROM live
      ON CONFLICT ("productId", "clientHash", "contentHash") DO NOTHING
    )
    SELECT "productId" FROM live`;
  if (live.length === 0) throw productNotFound();
}

/**
 * Closes a product's open reports, in the transaction of a moderator's decision: they get its time, by which they are
 * found when it is undone. Returns how many there were.
 */
export async function closeReports(
  tx: Prisma.TransactionClient,
  { productId, moderatorId }: { productId: string; moderatorId: string },
): Promise<number> {
  return tx.$executeRaw`
    UPDATE "productReports" SET "resolvedAt" = CURRENT_TIMESTAMP, "resolvedBy" = ${moderatorId}
    WHERE "productId" = ${productId} AND "resolvedAt" IS NULL`;
}

/** Opens again what a decision closed that is taken back: `decidedAt` is its review's createdAt. */
export async function reopenReports(
  tx: Prisma.TransactionClient,
  { productId, decidedAt }: { productId: string; decidedAt: Date },
): Promise<number> {
  return tx.$executeRaw`
    UPDATE "productReports" SET "resolvedAt" = NULL, "resolvedBy" = NULL
    WHERE "productId" = ${productId} AND "resolvedAt" = ${decidedAt}`;
}
