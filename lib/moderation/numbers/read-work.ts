import type { Prisma } from '@/lib/platform/prisma-client/client';
import { type Pace, paceOf } from '../pace';
import { PERSONS_JUDGEMENT } from './persons-judgement';

/** Where the moderators are: their hours and days, not the server's. */
const ZONE = 'Africa/Nairobi';

export interface WorkedHour {
  /** When it began. */
  at: string;
  decisions: number;
}

/** People's decisions by hour; hours without any are left out. */
export async function readWorkedHours(db: Prisma.TransactionClient, since: Date): Promise<WorkedHour[]> {
  const rows = await db.$queryRaw<{ at: Date; decisions: number }[]>`
    SELECT date_trunc('hour', r."createdAt", ${ZONE}) AS "at", count(*)::int AS "decisions"
    FROM "qualityReviews" r
    WHERE ${PERSONS_JUDGEMENT} AND r."decision" <> 'flagged' AND r."createdAt" >= ${since}
    GROUP BY 1 ORDER BY 1`;
  return rows.map(({ at, decisions }) => ({ at: at.toISOString(), decisions }));
}

/** More of one person's acts say nothing new about their pace. */
const MOST_ACTS = 2_000;

/** One person's own pace; many decided at once are one act. */
export async function readPace(db: Prisma.TransactionClient, moderatorId: string, since: Date): Promise<Pace> {
  const acts = await db.$queryRaw<{ at: Date; decisions: number }[]>`
    SELECT min(r."createdAt") AS "at", count(*)::int AS "decisions"
    FROM "qualityReviews" r
    WHERE ${PERSONS_JUDGEMENT} AND r."reviewer" = ${moderatorId} AND r."createdAt" >= ${since}
    GROUP BY COALESCE(r."batchId", r."id") ORDER BY 1 DESC LIMIT ${MOST_ACTS}`;
  return paceOf(acts);
}
