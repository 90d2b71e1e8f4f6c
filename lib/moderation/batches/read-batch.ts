import { SokoError } from '@/lib/platform/errors';
import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import { moderatorName } from '../moderator-names';
import { BATCH_DECISIONS, type BatchItem, type BatchState, type ReviewBatch } from './batch.schema';

/** As many as are looked at before a decision about all of them. */
const SAMPLE = 12;
const PROBLEMS = 20;

/** A batch as it stands: a preview while it is a draft, progress afterwards. Errors: `batch_not_found`. */
export async function readBatch(db: PrismaClient, id: string): Promise<ReviewBatch> {
  const batch = await db.reviewBatch.findUnique({ where: { id } });
  if (batch === null) throw batchNotFound();
  const counts = await countStates(db, id);
  const { live, sellers } = await countAffected(db, id);
  const decision = BATCH_DECISIONS.find((known) => known === batch.decision) ?? null;
  return {
    ...{ id, state: stateOf(batch), decision, by: await moderatorName(db, batch.actorId) },
    ...{ total: Object.values(counts).reduce((sum, count) => sum + count, 0) - counts.held, counts, live, sellers },
    held: await readHeld(db, id),
    sample: await readItems(db, { id, states: ['waiting', 'decided', 'undone'], limit: SAMPLE }),
    problems: await readItems(db, { id, states: ['refused', 'kept'], limit: PROBLEMS }),
  };
}

interface BatchTimes {
  startedAt: Date | null;
  finishedAt: Date | null;
  undoneAt: Date | null;
}

function stateOf({ startedAt, finishedAt, undoneAt }: BatchTimes): BatchState {
  if (startedAt === null) return 'draft';
  if (undoneAt === null) return finishedAt === null ? 'running' : 'finished';
  return finishedAt === null ? 'undoing' : 'undone';
}

const NONE: ReviewBatch['counts'] = {
  ...{ waiting: 0, decided: 0, refused: 0, cancelled: 0, undone: 0, kept: 0, held: 0 },
};

async function countStates(db: Prisma.TransactionClient, id: string): Promise<ReviewBatch['counts']> {
  const rows = await db.$queryRaw<{ state: keyof ReviewBatch['counts']; count: number }[]>`
    SELECT "state", count(*)::int AS "count" FROM "reviewBatchItems" WHERE "batchId" = ${id}::uuid GROUP BY "state"`;
  return { ...NONE, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
}

async function countAffected(db: Prisma.TransactionClient, id: string): Promise<{ live: number; sellers: number }> {
  const [row] = await db.$queryRaw<{ live: number; sellers: number }[]>`
    SELECT count(*) FILTER (WHERE p."isListed")::int AS "live", count(DISTINCT p."sellerPhone")::int AS "sellers"
    FROM "reviewBatchItems" i JOIN "products" p ON p."productId" = i."productId"
    WHERE i."batchId" = ${id}::uuid AND i."state" <> 'held'`;
  return row ?? { live: 0, sellers: 0 };
}

async function readHeld(db: Prisma.TransactionClient, id: string): Promise<ReviewBatch['held']> {
  return db.$queryRaw`
    SELECT coalesce("why", '') AS "why", count(*)::int AS "count" FROM "reviewBatchItems"
    WHERE "batchId" = ${id}::uuid AND "state" = 'held' GROUP BY "why" ORDER BY "count" DESC, "why"`;
}

interface ItemsOf {
  id: string;
  states: (keyof ReviewBatch['counts'])[];
  limit: number;
}

async function readItems(db: Prisma.TransactionClient, { id, states, limit }: ItemsOf): Promise<BatchItem[]> {
  return db.$queryRaw`
    SELECT i."productId", p."title", coalesce(p."s3ImageUrl", p."imageUrl") AS "imageUrl", p."isListed" AS "isLive",
      i."why"
    FROM "reviewBatchItems" i JOIN "products" p ON p."productId" = i."productId"
    WHERE i."batchId" = ${id}::uuid AND i."state" = ANY(${states}::text[])
    ORDER BY i."productId" LIMIT ${limit}`;
}

export function batchNotFound(): SokoError {
  return new SokoError({
    code: 'batch_not_found',
    message: 'There is no such selection any more. Select the products again.',
    status: 404,
  });
}
