import { type AuditLine, writeAudit } from '@/lib/platform/audit';
import { SokoError } from '@/lib/platform/errors';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { TRANSACTION } from '@/lib/syncs/open-run';
import { type RelistDeps, relistApproved } from './relist-approved';

/**
 * Why nothing of a seller is live: they paused, an admin suspended them, or all of theirs is about to be erased. Each
 * ends by itself only: who resumes stays suspended.
 */
export type Hold = 'paused' | 'suspended' | 'erasing';

export type HoldDeps = RelistDeps;

export interface HoldRequest {
  phone: string;
  hold: Hold;
  actorId: string;
}

export interface HoldChange {
  /** False when it was so already: nothing was written. */
  changed: boolean;
  /** The seller's that were live before it, or that were decided anew after it. */
  products: number;
}

/**
 * Takes all of a seller's off the shelves in one transaction with its line of audit, then out of the index: shoppers
 * do not see them from the commit on. `eraseAt`: for 'erasing'. Errors: `seller_not_found`.
 */
export async function holdSeller(
  deps: HoldDeps,
  { phone, hold, actorId, reason = null, eraseAt }: HoldRequest & { reason?: string | null; eraseAt?: Date },
): Promise<HoldChange> {
  const since = new Date();
  const set = {
    paused: { pausedAt: since },
    suspended: { suspendedAt: since, suspendedBy: actorId, suspendedReason: reason },
    erasing: { eraseAt: eraseAt ?? since },
  }[hold];
  const hidden = await deps.db.$transaction(async (tx) => {
    const seller = await holdRow(tx, phone);
    if (seller[COLUMN[hold]] !== null) return null;
    await tx.seller.update({ where: { phone }, data: set });
    const products = await tx.$executeRaw`
      WITH held AS MATERIALIZED (
        SELECT "productId" FROM "products" WHERE "sellerPhone" = ${phone} AND "isListed"
        ORDER BY "productId" FOR NO KEY UPDATE
      ), hidden AS (
        UPDATE "products" p SET "isListed" = false, "updatedAt" = clock_timestamp()
        FROM held h WHERE p."productId" = h."productId" RETURNING p."productId"
      )
      INSERT INTO "catalogSyncLogs" ("productId", "sellerPhone", "eventType", "code")
      SELECT "productId", ${phone}, 'unlisted', ${`seller_${hold}`} FROM hidden`;
    await writeAudit(tx, lineOf({ hold, actorId, sellerId: seller.id, held: true, products, reason }));
    return products;
  }, TRANSACTION);
  if (hidden === null) return { changed: false, products: 0 };
  // All of theirs: a stage that read the seller before may have listed another one since.
  await relistApproved(deps, phone);
  return { changed: true, products: hidden };
}

/** Ends one hold; products are live again where nothing else keeps them back. Errors: `seller_not_found`. */
export async function releaseSeller(deps: HoldDeps, { phone, hold, actorId }: HoldRequest): Promise<HoldChange> {
  const set = {
    paused: { pausedAt: null },
    suspended: { suspendedAt: null, suspendedBy: null, suspendedReason: null },
    erasing: { eraseAt: null },
  }[hold];
  const changed = await deps.db.$transaction(async (tx) => {
    const seller = await holdRow(tx, phone);
    if (seller[COLUMN[hold]] === null) return false;
    await tx.seller.update({ where: { phone }, data: set });
    await writeAudit(tx, lineOf({ hold, actorId, sellerId: seller.id, held: false }));
    return true;
  }, TRANSACTION);
  if (!changed) return { changed, products: 0 };
  return { changed, products: await relistApproved(deps, phone) };
}

const COLUMN = { paused: 'pausedAt', suspended: 'suspendedAt', erasing: 'eraseAt' } as const;

const ACTIONS = {
  paused: ['seller.paused', 'seller.resumed'],
  suspended: ['seller.suspended', 'seller.restored'],
  erasing: ['seller.erasure_asked', 'seller.erasure_undone'],
} as const;

interface HeldSeller {
  id: string;
  approvedAt: Date | null;
  pausedAt: Date | null;
  suspendedAt: Date | null;
  eraseAt: Date | null;
}

/** Locked: two who hold, release or approve at once take turns. Errors: `seller_not_found`. */
export async function holdRow(tx: Prisma.TransactionClient, phone: string): Promise<HeldSeller> {
  const [seller] = await tx.$queryRaw<HeldSeller[]>`
    SELECT "id"::text, "approvedAt", "pausedAt", "suspendedAt", "eraseAt" FROM "sellers"
    WHERE "phone" = ${phone} FOR UPDATE`;
  if (seller !== undefined) return seller;
  throw sellerNotFound();
}

export const sellerNotFound = (): SokoError =>
  new SokoError({ code: 'seller_not_found', message: 'Soko has no seller with this number.', status: 404 });

interface HoldLine {
  hold: Hold;
  actorId: string;
  sellerId: string;
  held: boolean;
  products?: number;
  reason?: string | null;
}

function lineOf({ hold, actorId, sellerId, held, products, reason }: HoldLine): AuditLine {
  return {
    ...{ actorId, action: ACTIONS[hold][held ? 0 : 1], subject: `seller:${sellerId}` },
    detail: {
      ...{ before: { [hold]: !held }, after: { [hold]: held } },
      ...(products === undefined ? {} : { products }),
      ...(reason == null ? {} : { reason }),
    },
  };
}
