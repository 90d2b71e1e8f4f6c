import type { Prisma } from '@/lib/platform/prisma-client/client';
import { PERSONS_JUDGEMENT } from './persons-judgement';

export interface DecidedAlone {
  /** Contents that were judged: by a model, or by none that could be asked. */
  judged: number;
  /** Approved or rejected, and no person has decided about them. */
  approvedAlone: number;
  rejectedAlone: number;
}

/** How much of what came in since then no person had to look at. */
export async function readDecidedAlone(db: Prisma.TransactionClient, since: Date): Promise<DecidedAlone> {
  const [row] = await db.$queryRaw<DecidedAlone[]>`
    WITH judged AS (
      SELECT m."decision", EXISTS (
        SELECT 1 FROM "qualityReviews" r
        WHERE r."productId" = m."productId" AND r."contentHash" = m."contentHash" AND ${PERSONS_JUDGEMENT}
      ) AS "byPerson"
      FROM "qualityReviews" m WHERE m."source" = 'model' AND m."createdAt" >= ${since}
    )
    SELECT count(*)::int AS "judged",
      count(*) FILTER (WHERE "decision" = 'approved' AND NOT "byPerson")::int AS "approvedAlone",
      count(*) FILTER (WHERE "decision" = 'rejected' AND NOT "byPerson")::int AS "rejectedAlone"
    FROM judged`;
  return row ?? { judged: 0, approvedAlone: 0, rejectedAlone: 0 };
}

export interface AppealOutcomes {
  upheld: number;
  denied: number;
}

/** Appeals that a moderator has answered since then; upheld: the product was approved. */
export async function readAppealOutcomes(db: Prisma.TransactionClient, since: Date): Promise<AppealOutcomes> {
  const [row] = await db.$queryRaw<AppealOutcomes[]>`
    SELECT count(*) FILTER (WHERE "outcome" = 'approved')::int AS "upheld",
      count(*) FILTER (WHERE "outcome" = 'rejected')::int AS "denied"
    FROM "appeals" WHERE "resolvedAt" >= ${since}`;
  return row ?? { upheld: 0, denied: 0 };
}
