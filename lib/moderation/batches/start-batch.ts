import { writeAudit } from '@/lib/platform/audit';
import { SokoError } from '@/lib/platform/errors';
import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import { checkVerdict } from '../verdict';
import type { BatchDecision, ReviewBatch } from './batch.schema';
import { batchNotFound, readBatch } from './read-batch';

export interface BatchDeps {
  db: PrismaClient;
  /** Has a batch carried on, by what carries it out. One that is not carried on is by the sweep. */
  requestBatch(batchId: string): Promise<unknown>;
}

export interface BatchStart {
  id: string;
  decision: BatchDecision;
  problems: readonly string[];
  note: string | null;
  sellerNote: string | null;
  moderatorId: string;
}

/**
 * Decides about all of a draft. What is asked for is kept before this answers; sent twice, it is done once. Errors:
 * `batch_not_found` (another moderator's draft, too), `batch_empty`, `batch_started`, `reason_missing`, `note_missing`.
 */
export async function startBatch(deps: BatchDeps, start: BatchStart): Promise<ReviewBatch> {
  const { id, moderatorId, decision } = start;
  const { problems, note, sellerNote } = checkVerdict(start);
  await deps.db.$transaction(async (tx) => {
    const batch = await holdBatch(tx, id);
    if (batch.actorId !== moderatorId) throw batchNotFound();
    if (batch.startedAt !== null) {
      if (batch.decision === decision) return;
      throw new SokoError({
        ...{ code: 'batch_started', status: 409 },
        message: 'These have been decided about already. Undo that first.',
      });
    }
    const total = await tx.reviewBatchItem.count({ where: { batchId: id, state: 'waiting' } });
    if (total === 0) throw batchEmpty();
    const data = { decision, problems, note, sellerNote, startedAt: new Date(), touchedAt: new Date() };
    await tx.reviewBatch.update({ where: { id }, data });
    await writeAudit(tx, {
      actorId: moderatorId,
      action: 'review.batch',
      subject: `batch:${id}`,
      detail: { before: null, after: { decision, total, problems, note }, selection: batch.selection },
    });
  });
  await deps.requestBatch(id);
  return readBatch(deps.db, id);
}

/**
 * Takes all of a batch back: what it decided, unless somebody has decided anew since; what it has not come to is not
 * decided. Errors: `batch_not_found`, `batch_not_started`.
 */
export async function undoBatch(
  deps: BatchDeps,
  { id, moderatorId }: Pick<BatchStart, 'id' | 'moderatorId'>,
): Promise<ReviewBatch> {
  await deps.db.$transaction(async (tx) => {
    const batch = await holdBatch(tx, id);
    if (batch.startedAt === null) {
      throw new SokoError({ code: 'batch_not_started', message: 'Nothing of it was decided yet.', status: 409 });
    }
    if (batch.undoneAt !== null) return;
    const now = new Date();
    const data = { undoneAt: now, undoneBy: moderatorId, finishedAt: null, touchedAt: now };
    await tx.reviewBatch.update({ where: { id }, data });
    await writeAudit(tx, {
      actorId: moderatorId,
      action: 'review.batch_undone',
      subject: `batch:${id}`,
      detail: { before: { decision: batch.decision }, after: { decision: null }, by: batch.actorId },
    });
  });
  await deps.requestBatch(id);
  return readBatch(deps.db, id);
}

export interface HeldBatch {
  actorId: string;
  selection: Prisma.JsonObject;
  decision: BatchDecision | null;
  problems: string[];
  note: string | null;
  sellerNote: string | null;
  startedAt: Date | null;
  undoneAt: Date | null;
  undoneBy: string | null;
}

/** Its row, until the transaction ends: one at a time carries it on. Errors: `batch_not_found`. */
export async function holdBatch(tx: Prisma.TransactionClient, id: string): Promise<HeldBatch> {
  const [batch] = await tx.$queryRaw<HeldBatch[]>`
    SELECT "actorId", "selection", "decision", "problems", "note", "sellerNote", "startedAt", "undoneAt", "undoneBy"
    FROM "reviewBatches" WHERE "id" = ${id}::uuid FOR UPDATE`;
  if (batch === undefined) throw batchNotFound();
  return batch;
}

function batchEmpty(): SokoError {
  return new SokoError({
    code: 'batch_empty',
    message: 'There is nothing to decide about: others hold all of it, or have decided.',
    status: 409,
  });
}
