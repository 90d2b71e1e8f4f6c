import { writeAudit } from '@/lib/platform/audit';
import { SokoError } from '@/lib/platform/errors';
import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import { personNote } from '@/lib/products/kept-text';
import { PROBLEMS } from '@/lib/quality/problems.schema';

export interface SecondVerdict {
  secondLookId: string;
  moderatorId: string;
  decision: 'approved' | 'rejected';
  /** Codes from the fixed list; unknown ones are left out. */
  problems: readonly string[];
  note: string | null;
}

/**
 * Keeps what the second moderator decides, with its audit line. It changes nothing for shoppers: where the two
 * disagree, the first decision stays in force until an admin decides. Errors: `second_look_taken` (somebody was faster,
 * or the product changed), `second_look_own`, `reason_missing`.
 */
export async function decideSecondLook(db: PrismaClient, verdict: SecondVerdict): Promise<{ secondLookId: string }> {
  const { secondLookId, moderatorId, decision } = verdict;
  const problems = decision === 'rejected' ? PROBLEMS.filter((problem) => verdict.problems.includes(problem)) : [];
  const note = personNote(verdict.note);
  if (decision === 'rejected' && problems.length === 0 && note === null) throw reasonMissing();
  await db.$transaction(async (tx) => {
    const { productId, firstBy, firstDecision } = await lockWaiting(tx, secondLookId);
    if (firstBy === moderatorId) throw ownDecision();
    const state = firstDecision === decision ? 'agreed' : 'disagreed';
    const second = { secondBy: moderatorId, secondDecision: decision, secondProblems: problems, secondNote: note };
    await tx.secondLook.update({ where: { id: secondLookId }, data: { state, ...second, decidedAt: new Date() } });
    await writeAudit(tx, {
      actorId: moderatorId,
      action: `second_look.${state}`,
      subject: `product:${productId}`,
      detail: { secondLookId, before: { decision: firstDecision }, after: { decision, problems, note } },
    });
  });
  return { secondLookId };
}

interface Waiting {
  productId: string;
  firstBy: string;
  firstDecision: 'approved' | 'rejected';
}

async function lockWaiting(tx: Prisma.TransactionClient, secondLookId: string): Promise<Waiting> {
  const [waiting] = await tx.$queryRaw<Waiting[]>`
    SELECT s."productId", s."firstBy", s."firstDecision"::text AS "firstDecision"
    FROM "secondLooks" s
    JOIN "products" p ON p."productId" = s."productId" AND p."contentHash" = s."contentHash"
    WHERE s."id" = ${secondLookId}::uuid AND s."state" = 'waiting' FOR NO KEY UPDATE OF s`;
  if (waiting === undefined) throw taken();
  return waiting;
}

const taken = (): SokoError =>
  new SokoError({
    code: 'second_look_taken',
    message: 'Somebody else has decided about this, or the seller changed it. Nothing was kept; the next one is here.',
    status: 409,
  });

const ownDecision = (): SokoError =>
  new SokoError({
    code: 'second_look_own',
    message: 'The first decision was yours: a second look is somebody else’s.',
    status: 403,
  });

const reasonMissing = (): SokoError =>
  new SokoError({
    code: 'reason_missing',
    message: 'Choose at least one reason, or write one.',
    status: 422,
  });
