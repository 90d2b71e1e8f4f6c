import { SokoError } from '@/lib/platform/errors';
import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import { TRANSACTION } from '@/lib/syncs/open-run';
import { conflictMessage } from '../conflict-message';
import type { ModerationDeps } from '../decide-review';
import { judgementOf, recordDecision } from '../record-decision';
import { type PersonsDecision, secondLooksAfter } from '../second-look/second-looks-after';
import { recordUndo } from '../undo-decision';
import type { BatchDecision } from './batch.schema';
import { type HeldBatch, holdBatch } from './start-batch';

/** Small enough that nobody who decides about one of them waits long for the rest of a chunk. */
const CHUNK = 25;
/** Between two steps of the engine. */
const CHUNKS = 8;
/** Listings that follow at once. */
const SETTLED_AT_ONCE = 200;

interface Portion {
  chunk?: number;
  chunks?: number;
}

/**
 * Carries a batch on by a few chunks, each in a transaction: whoever is killed leaves every product decided or as it
 * was, and what was decided without its listing is settled first by whoever carries on. Safe to run twice, and at once.
 * `more`: something is left. Errors: `batch_not_found`.
 */
export async function runBatch(
  deps: ModerationDeps,
  id: string,
  { chunk = CHUNK, chunks = CHUNKS }: Portion = {},
): Promise<{ more: boolean }> {
  for (let round = 0; round < chunks; round++) {
    await settleItems(deps, id);
    const done = await deps.db.$transaction(
      (tx) => decideChunk(tx, { id, size: chunk, secondLookKey: deps.secondLookKey }),
      TRANSACTION,
    );
    if (done > 0) continue;
    await finish(deps.db, id);
    return { more: false };
  }
  return { more: true };
}

interface Chunk {
  id: string;
  size: number;
  secondLookKey: Uint8Array;
}

/** Returns how many items moved. */
async function decideChunk(tx: Prisma.TransactionClient, { id, size, secondLookKey }: Chunk): Promise<number> {
  const batch = await holdBatch(tx, id);
  if (batch.startedAt === null || batch.decision === null) return 0;
  const { decision, undoneBy } = batch;
  if (undoneBy !== null) await cancelWaiting(tx, id);
  const items = await tx.reviewBatchItem.findMany({
    where: { batchId: id, state: undoneBy === null ? 'waiting' : 'decided' },
    // Whoever holds many rows takes them in this order, so that no two wait for each other.
    orderBy: { productId: 'asc' },
    take: size,
  });
  const judgements: PersonsDecision[] = [];
  for (const { productId, version, decisionId } of items) {
    const { judged, ...moved } =
      undoneBy === null
        ? await decideItem(tx, { ...batch, decision }, { batchId: id, productId, version })
        : await undoItem(tx, { decisionId, moderatorId: undoneBy });
    judgements.push(...judged);
    await tx.reviewBatchItem.update({ where: { batchId_productId: { batchId: id, productId } }, data: moved });
  }
  await secondLooksAfter(tx, judgements, secondLookKey);
  await tx.reviewBatch.update({ where: { id }, data: { touchedAt: new Date() } });
  return items.length;
}

async function cancelWaiting(tx: Prisma.TransactionClient, id: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "reviewBatchItems" SET "state" = 'cancelled', "settled" = true
    WHERE "batchId" = ${id}::uuid AND "state" = 'waiting'`;
}

interface MovedItem {
  state: 'decided' | 'refused' | 'undone' | 'kept';
  settled: boolean;
  decisionId?: string;
  why?: string;
  judged: PersonsDecision[];
}

async function decideItem(
  tx: Prisma.TransactionClient,
  { actorId, decision, problems, note, sellerNote }: HeldBatch & { decision: BatchDecision },
  item: { batchId: string; productId: string; version: number },
): Promise<MovedItem> {
  const request = { ...item, decision, problems, note, sellerNote, category: null, moderatorId: actorId };
  try {
    const decided = await recordDecision(tx, request);
    return { state: 'decided', settled: false, decisionId: decided.id, judged: judgementOf(request, decided) };
  } catch (error) {
    // It has written nothing: the others' decisions stand.
    if (!(error instanceof SokoError)) throw error;
    const why = error.code === 'review_conflict' ? await conflictMessage(tx, item.productId) : error.message;
    return { state: 'refused', settled: true, why, judged: [] };
  }
}

async function undoItem(
  tx: Prisma.TransactionClient,
  { decisionId, moderatorId }: { decisionId: string | null; moderatorId: string },
): Promise<MovedItem> {
  try {
    const { takenBack } = await recordUndo(tx, { decisionId: decisionId ?? '', moderatorId });
    return { state: 'undone', settled: false, judged: takenBack };
  } catch (error) {
    if (!(error instanceof SokoError)) throw error;
    return { state: 'kept', settled: true, why: error.message, judged: [] };
  }
}

/** Lists or hides what was decided, and sends on what was approved. Safe to run twice. */
async function settleItems(deps: ModerationDeps, id: string): Promise<void> {
  for (;;) {
    const items = await deps.db.$queryRaw<
      { productId: string; state: string; sellerPhone: string; approved: boolean }[]
    >`
      SELECT i."productId", i."state", p."sellerPhone", p."qcStatus" = 'approved' AS "approved"
      FROM "reviewBatchItems" i JOIN "products" p ON p."productId" = i."productId"
      WHERE i."batchId" = ${id}::uuid AND NOT i."settled" AND i."state" <> 'waiting'
      ORDER BY i."productId" LIMIT ${SETTLED_AT_ONCE}`;
    if (items.length === 0) return;
    await deps.relist(items.map(({ productId }) => productId));
    const approved = items.filter((item) => item.approved);
    if (approved.length > 0) {
      await deps.announceApproved(approved.map(({ productId, sellerPhone }) => ({ productId, sellerPhone })));
    }
    // What moved on meanwhile is not settled by this.
    await deps.db.$executeRaw`
      UPDATE "reviewBatchItems" i SET "settled" = true
      FROM unnest(${items.map(({ productId }) => productId)}::text[], ${items.map(({ state }) => state)}::text[])
        AS s("productId", "state")
      WHERE i."batchId" = ${id}::uuid AND i."productId" = s."productId" AND i."state" = s."state"`;
  }
}

async function finish(db: PrismaClient, id: string): Promise<void> {
  await db.$executeRaw`
    UPDATE "reviewBatches" b SET "finishedAt" = CURRENT_TIMESTAMP
    WHERE b."id" = ${id}::uuid AND b."startedAt" IS NOT NULL AND b."finishedAt" IS NULL AND NOT EXISTS (
      SELECT 1 FROM "reviewBatchItems" i WHERE i."batchId" = b."id"
        AND (NOT i."settled" OR (b."undoneAt" IS NOT NULL AND i."state" = 'decided')))`;
}
