import type { Prisma } from '@/lib/platform/prisma-client/client';
import type { Decision } from '@/lib/quality/quality-reviewer';
import { isChosen } from './is-chosen';

export interface PersonsDecision {
  productId: string;
  /** What was decided about. */
  contentHash: string;
  /** `flagged`: an earlier decision was undone. */
  decision: Decision;
  moderatorId: string;
  /** Of an undone one, when it was decided: only what that settled is open again. */
  decidedAt?: Date;
}

/**
 * What people's decisions mean for second looks, in their transaction, after their reviews are kept: a look that waits
 * is about a decision that does not hold any more; a disagreement is settled, or open again; a random share of the
 * others is chosen.
 */
export async function secondLooksAfter(
  tx: Prisma.TransactionClient,
  decisions: PersonsDecision[],
  key: Uint8Array,
): Promise<void> {
  if (decisions.length === 0) return;
  await tx.secondLook.updateMany({
    where: { productId: { in: decisions.map(({ productId }) => productId) }, state: 'waiting' },
    data: { state: 'withdrawn' },
  });
  const final = decisions.filter(({ decision }) => decision !== 'flagged');
  await reopen(
    tx,
    decisions.filter((each) => !final.includes(each)),
  );
  const settled = await settle(tx, final);
  const percent = await percentInForce(tx);
  const chosen = final.filter((each) => !settled.has(each.productId) && isChosen(each, percent, key));
  if (chosen.length > 0) await keepChosen(tx, chosen);
}

/** Whoever decides about what two people disagreed about has settled it. */
async function settle(tx: Prisma.TransactionClient, decisions: PersonsDecision[]): Promise<Set<string>> {
  if (decisions.length === 0) return new Set();
  const { ids, hashes, verdicts, people } = columns(decisions);
  const rows = await tx.$queryRaw<{ productId: string }[]>`
    UPDATE "secondLooks" s SET "state" = 'settled', "settledBy" = d."person",
      "settledDecision" = d."verdict"::"review_decision", "settledAt" = CURRENT_TIMESTAMP
    FROM unnest(${ids}::text[], ${hashes}::text[], ${verdicts}::text[], ${people}::text[])
      AS d("productId", "contentHash", "verdict", "person")
    WHERE s."productId" = d."productId" AND s."contentHash" = d."contentHash" AND s."state" = 'disagreed'
    RETURNING s."productId"`;
  return new Set(rows.map(({ productId }) => productId));
}

/**
 * What the decision had settled that was undone now is open again: both have the time of their transaction. Put back
 * without naming one, it is what was settled last.
 */
async function reopen(tx: Prisma.TransactionClient, undone: PersonsDecision[]): Promise<void> {
  if (undone.length === 0) return;
  const { ids, hashes } = columns(undone);
  const times = undone.map(({ decidedAt }) => decidedAt?.toISOString() ?? '');
  await tx.$executeRaw`
    UPDATE "secondLooks" s
    SET "state" = 'disagreed', "settledBy" = NULL, "settledDecision" = NULL, "settledAt" = NULL
    FROM unnest(${ids}::text[], ${hashes}::text[], ${times}::text[]) AS d("productId", "contentHash", "decidedAt")
    WHERE s."productId" = d."productId" AND s."contentHash" = d."contentHash" AND s."state" = 'settled'
      AND s."settledAt" = COALESCE(NULLIF(d."decidedAt", '')::timestamptz,
        (SELECT max(o."settledAt") FROM "secondLooks" o WHERE o."productId" = d."productId"))`;
}

/** The reasons are those of the review that was just kept. */
async function keepChosen(tx: Prisma.TransactionClient, chosen: PersonsDecision[]): Promise<void> {
  const { ids, hashes, verdicts, people } = columns(chosen);
  await tx.$executeRaw`
    INSERT INTO "secondLooks" ("productId", "contentHash", "firstBy", "firstDecision", "firstProblems")
    SELECT d."productId", d."contentHash", d."person", d."verdict"::"review_decision", COALESCE((
      SELECT r."problems" FROM "qualityReviews" r
      WHERE r."productId" = d."productId" AND r."contentHash" = d."contentHash" AND r."source" = 'moderator'
        AND r."undoneAt" IS NULL
      ORDER BY r."createdAt" DESC LIMIT 1), '{}')
    FROM unnest(${ids}::text[], ${hashes}::text[], ${verdicts}::text[], ${people}::text[])
      AS d("productId", "contentHash", "verdict", "person")
    ON CONFLICT DO NOTHING`;
}

async function percentInForce(tx: Prisma.TransactionClient): Promise<number> {
  const policy = await tx.policyVersion.findFirst({
    orderBy: { version: 'desc' },
    select: { secondLookPercent: true },
  });
  return policy?.secondLookPercent ?? 0;
}

function columns(decisions: PersonsDecision[]) {
  return {
    ids: decisions.map(({ productId }) => productId),
    hashes: decisions.map(({ contentHash }) => contentHash),
    verdicts: decisions.map(({ decision }) => decision),
    people: decisions.map(({ moderatorId }) => moderatorId),
  };
}
