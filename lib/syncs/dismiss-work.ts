import { writeAudit } from '@/lib/platform/audit';
import { SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { type FailedSelection, readSelected } from './failed-work';
import { TRANSACTION } from './open-run';
import type { Dismissed } from './sync-view.schema';

/** One line of audit and one statement for so many. */
const MOST_DISMISSED = 5_000;

/**
 * Somebody has decided that nothing needs to be done about these: they leave the list of failed work. A product that
 * fails again is in it again. Written to the audit log. Errors: `nothing_to_dismiss`.
 */
export async function dismissFailed(db: PrismaClient, selection: FailedSelection, actorId: string): Promise<Dismissed> {
  return db.$transaction(async (tx) => {
    const items = await readSelected(tx, selection, MOST_DISMISSED);
    const dismissed = await tx.$queryRaw<{ productId: string }[]>`
      WITH held AS MATERIALIZED (
        SELECT i."syncRunId", i."productId" FROM "syncItems" i
        JOIN jsonb_to_recordset(${JSON.stringify(items)}::jsonb) AS a("syncRunId" uuid, "productId" text)
          ON a."syncRunId" = i."syncRunId" AND a."productId" = i."productId"
        WHERE i."dismissedAt" IS NULL
        ORDER BY i."syncRunId", i."productId" FOR UPDATE OF i
      )
      UPDATE "syncItems" i SET "dismissedAt" = clock_timestamp(), "dismissedBy" = ${actorId}
      FROM held h WHERE i."syncRunId" = h."syncRunId" AND i."productId" = h."productId"
      RETURNING i."productId"`;
    if (dismissed.length === 0) throw nothingToDismiss();
    const products = dismissed.map(({ productId }) => productId);
    const cause = 'code' in selection ? { code: selection.code } : {};
    await writeAudit(tx, {
      ...{ actorId, action: 'work.dismissed' },
      subject: 'code' in selection ? `cause:${selection.code}` : `product:${products[0]}`,
      detail: { ...cause, products: products.slice(0, NAMED_PRODUCTS), count: products.length },
    });
    return { dismissed: products.length };
  }, TRANSACTION);
}

const NAMED_PRODUCTS = 500;

/** The same for a sync that failed as a whole. Errors: `nothing_to_dismiss`. */
export async function dismissRun(db: PrismaClient, syncRunId: string, actorId: string): Promise<Dismissed> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.syncRun.updateMany({
      where: { id: syncRunId, state: 'failed', dismissedAt: null },
      data: { dismissedAt: new Date(), dismissedBy: actorId },
    });
    if (count === 0) throw nothingToDismiss();
    await writeAudit(tx, { actorId, action: 'work.dismissed', subject: `sync:${syncRunId}` });
    return { dismissed: count };
  });
}

const nothingToDismiss = () =>
  new SokoError({
    code: 'nothing_to_dismiss',
    message: 'There is nothing left of this to be dismissed: look at the list anew.',
    status: 404,
  });
