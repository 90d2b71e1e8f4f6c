import type { Prisma } from '@/lib/platform/prisma-client/client';
import type { Decision } from '@/lib/quality/quality-reviewer';
import type { Pairs } from '../agreement';
import { MODELS_JUDGEMENT, PERSONS_JUDGEMENT } from './persons-judgement';

export const VERDICTS = ['approved', 'rejected'] as const;
export type Verdict = (typeof VERDICTS)[number];

interface Row<First, Second> {
  first: First;
  second: Second;
  firstProblems: string[];
  secondProblems: string[];
  count: number;
}

/** What the model said of a content beside what people decided about it last, since then. */
export function readModelPairs(db: Prisma.TransactionClient, since: Date): Promise<Pairs<Decision, Verdict>[]> {
  return db.$queryRaw<Row<Decision, Verdict>[]>`
    WITH person AS (
      SELECT DISTINCT ON (r."productId", r."contentHash") r."productId", r."contentHash", r."decision", r."problems"
      FROM "qualityReviews" r WHERE ${PERSONS_JUDGEMENT} AND r."createdAt" >= ${since}
      ORDER BY r."productId", r."contentHash", r."createdAt" DESC, r."id" DESC
    )
    SELECT m."decision"::text AS "first", p."decision"::text AS "second",
      COALESCE(m."problems", '{}') AS "firstProblems",
      COALESCE(p."problems", '{}') AS "secondProblems", count(*)::int AS "count"
    FROM person p
    JOIN "qualityReviews" m ON m."productId" = p."productId" AND m."contentHash" = p."contentHash"
    WHERE ${MODELS_JUDGEMENT} AND p."decision" IN ('approved', 'rejected')
    GROUP BY 1, 2, 3, 4`;
}

/** What two people decided about the same, the second of whom did not know the first one's decision. */
export function readPeoplePairs(db: Prisma.TransactionClient, since: Date): Promise<Pairs<Verdict, Verdict>[]> {
  return db.$queryRaw<Row<Verdict, Verdict>[]>`
    SELECT "firstDecision"::text AS "first", "secondDecision"::text AS "second", "firstProblems", "secondProblems",
      count(*)::int AS "count"
    FROM "secondLooks" WHERE "decidedAt" >= ${since}
    GROUP BY 1, 2, 3, 4`;
}
