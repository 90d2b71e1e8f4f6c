import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import { TRANSACTION } from '@/lib/syncs/open-run';
import type { Viewer } from '../queue-source';
import { BATCH_MOST, type ReviewBatch } from './batch.schema';
import { type Selection, selectedProducts, selectionRecord } from './batch-selection';
import { readBatch } from './read-batch';

export interface BatchDraft {
  /** The client's: sent twice, it is one batch. */
  id: string;
  selection: Selection;
  by: Viewer;
}

/**
 * Writes down what a bulk decision would be about, each product as it is now, and answers with the preview: exactly
 * these are decided once it is started. What others look at, and what is left to the admins, is left out and said.
 */
export async function draftBatch(db: PrismaClient, { id, selection, by }: BatchDraft): Promise<ReviewBatch> {
  await db.$transaction(async (tx) => {
    const isNew = await tx.$executeRaw`
      INSERT INTO "reviewBatches" ("id", "actorId", "selection")
      VALUES (${id}::uuid, ${by.id}, ${JSON.stringify(selectionRecord(selection))}::jsonb)
      ON CONFLICT ("id") DO NOTHING`;
    if (isNew === 0) return;
    await addItems(tx, { id, selection, by });
    await holdBack(tx, { id, by });
  }, TRANSACTION);
  return readBatch(db, id);
}

async function addItems(tx: Prisma.TransactionClient, { id, selection, by }: BatchDraft): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "reviewBatchItems" ("batchId", "productId", "version")
    SELECT ${id}::uuid, c."productId", c."version"
    FROM (${selectedProducts(selection, by)}) c JOIN "products" p ON p."productId" = c."productId"
    WHERE p."contentHash" IS NOT NULL
    ORDER BY c."productId" LIMIT ${BATCH_MOST}
    ON CONFLICT DO NOTHING`;
}

/** What others look at is theirs, and what was left to the admins. */
async function holdBack(tx: Prisma.TransactionClient, { id, by }: Pick<BatchDraft, 'id' | 'by'>): Promise<void> {
  await tx.$executeRaw`
    UPDATE "reviewBatchItems" i SET "state" = 'held', "settled" = true, "why" = u."name" || ' is looking at it'
    FROM "reviewLeases" l JOIN "users" u ON u."id" = l."userId"
    WHERE i."batchId" = ${id}::uuid AND l."productId" = i."productId" AND l."userId" <> ${by.id}
      AND l."expiresAt" > clock_timestamp()`;
  if (by.role === 'admin') return;
  await tx.$executeRaw`
    UPDATE "reviewBatchItems" i SET "state" = 'held', "settled" = true, "why" = 'Left to the admins'
    FROM "escalations" e
    WHERE i."batchId" = ${id}::uuid AND e."productId" = i."productId" AND e."resolvedAt" IS NULL`;
}
