import { SokoError } from '@/lib/platform/errors';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { type ReviewDecided, reviewDecidedSchema } from './moderation.schema';

/** Longer than a device may be offline with decisions of ours on it. */
const KEPT_DAYS = 30;

export interface DecisionKey {
  userId: string;
  /** Null: nothing is kept. */
  key: string | null;
  productId: string;
}

/**
 * Does the work once for each of a moderator's keys, in the transaction of the work: sent again, whatever became of the
 * first answer, it is answered as before. Errors: `key_reused` for another product; the work's own, which keep nothing.
 */
export async function onceForKey(
  tx: Prisma.TransactionClient,
  { userId, key, productId }: DecisionKey,
  work: () => Promise<ReviewDecided>,
): Promise<ReviewDecided> {
  if (key === null) return work();
  // Two who send the same at once: the second waits here for the first's end.
  const isFirst = await tx.$executeRaw`
    INSERT INTO "decisionKeys" ("userId", "key", "productId", "answer")
    SELECT ${userId}, ${key}::uuid, ${productId}, 'null'::jsonb
    WHERE EXISTS (SELECT 1 FROM "products" WHERE "productId" = ${productId})
    ON CONFLICT DO NOTHING`;
  const where = { userId_key: { userId, key } };
  if (isFirst === 0) {
    const kept = await tx.decisionKey.findUnique({ where });
    // No such product: the work says so.
    if (kept === null) return work();
    if (kept.productId !== productId) throw keyReused();
    return reviewDecidedSchema.parse(kept.answer);
  }
  const answer = await work();
  await tx.decisionKey.update({ where, data: { answer } });
  return answer;
}

/** Returns how many. */
export async function forgetDecisionKeys(db: Prisma.TransactionClient): Promise<number> {
  return db.$executeRaw`
    DELETE FROM "decisionKeys" WHERE "createdAt" < now() - make_interval(days => ${KEPT_DAYS}::int)`;
}

function keyReused(): SokoError {
  return new SokoError({
    code: 'key_reused',
    message: 'This key was used for a decision about another product. Use a new one for each.',
    status: 422,
  });
}
