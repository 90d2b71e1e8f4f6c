import { writeAudit } from '@/lib/platform/audit';
import { SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { VectorStore } from '@/lib/vectors/vector-store';
import type { SwapDeps } from './swap-spaces';

type DropDeps = Pick<SwapDeps, 'db' | 'requestReindex'>;

/** Rows in one statement: some 30 MB of vectors. */
const ROWS = 10_000;

/** Gives up a model's vectors: one to come, or one that was in use. Errors: `space_in_use`, `space_not_found`. */
export async function askToDropSpace(
  { db, requestReindex }: DropDeps,
  { space, actorId }: { space: string; actorId: string },
): Promise<void> {
  await db.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ state: string }[]>`
      SELECT "state"::text FROM "embeddingSpaces" WHERE "space" = ${space} FOR UPDATE`;
    if (row === undefined) throw notFound(space);
    if (row.state === 'in_use') throw inUse(space);
    if (row.state === 'dropping') return;
    await tx.embeddingSpace.update({ where: { space }, data: { state: 'dropping', since: new Date() } });
    await writeAudit(tx, {
      ...{ actorId, action: 'model.dropped', subject: 'model' },
      detail: { before: { space, state: row.state }, after: null },
    });
  });
  await requestReindex('a model’s vectors are dropped');
}

/** Deletes a part of what is to be dropped, the space itself last. False once nothing of it is left. */
export async function dropSome(db: PrismaClient, vectors: Pick<VectorStore, 'space' | 'drop'>): Promise<boolean> {
  const { space } = vectors;
  const deleted = await db.$executeRaw`
    DELETE FROM "productEmbeddings" WHERE ("productId", "space") IN (
      SELECT "productId", "space" FROM "productEmbeddings" WHERE "space" = ${space} LIMIT ${ROWS})`;
  if (deleted === ROWS) return true;
  await vectors.drop();
  await db.reindexFailure.deleteMany({ where: { space } });
  await db.likenessFloor.deleteMany({ where: { space } });
  await db.embeddingSpace.deleteMany({ where: { space, state: 'dropping' } });
  return false;
}

const inUse = (space: string) =>
  new SokoError({
    code: 'space_in_use',
    message: `${space} is what searches go by: put another model to use first.`,
    status: 409,
  });

const notFound = (space: string) =>
  new SokoError({ code: 'space_not_found', message: `There are no vectors of ${space}.`, status: 404 });
