import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';
import type { RevisitState } from './visits-now';

/** The lane that visits nobody asked for wait in: what sellers paste takes turns with it, and is never behind it. */
export const REVISIT_LANE = 'revisits';

const DAY_MS = 24 * 3_600_000;
/** So many of the last visits tell whether WhatsApp turns us away, as long as they are of the last hours. */
const LAST_VISITS = 3;
const LATELY_MS = 6 * 3_600_000;

/** What WhatsApp itself says about a catalogue. Anything else (turned away, a fault of ours) says nothing about it. */
const ANSWERS = ['found', 'interstitial', 'not_found', 'not_understood'];

/** Of a seller `s`: theirs, and nothing keeps their products back. */
const MAY_BE_VISITED = Prisma.sql`s."lastScoutedAt" IS NOT NULL
  AND COALESCE(s."pausedAt", s."suspendedAt", s."eraseAt") IS NULL`;

export async function readRevisitState(db: PrismaClient, now: Date): Promise<RevisitState> {
  const lately = new Date(now.getTime() - LATELY_MS);
  const [row] = await db.$queryRaw<RevisitState[]>`
    SELECT (SELECT count(*)::int FROM "sellers" s WHERE ${MAY_BE_VISITED}) AS "sellers",
      (SELECT count(*)::int FROM "syncRuns" r
        WHERE r."kind" = 'catalogue' AND r."state" IN ('queued', 'running') AND r."onlyNew"
          AND r."outcome" IS NULL) AS "underWay",
      COALESCE((SELECT bool_and(last."outcome" = 'blocked') FROM (
        SELECT r."outcome" FROM "syncRuns" r
        WHERE r."onlyNew" AND r."outcome" IS NOT NULL AND r."createdAt" > ${lately}
        ORDER BY r."createdAt" DESC LIMIT ${LAST_VISITS}) last), false) AS "turnedAway"`;
  return row ?? { sellers: 0, underWay: 0, turnedAway: false };
}

/**
 * Whose catalogue is visited next: could be read the last time that WhatsApp said anything about it, and nobody visited
 * it for a day, for whatever reason. Longest ago first.
 */
export async function readDueSellers(
  db: Prisma.TransactionClient,
  { now, limit }: { now: Date; limit: number },
): Promise<string[]> {
  const dayBefore = new Date(now.getTime() - DAY_MS);
  const rows = await db.$queryRaw<{ phone: string }[]>`
    SELECT s."phone" FROM "sellers" s
    CROSS JOIN LATERAL (
      SELECT r."createdAt" FROM "syncRuns" r WHERE r."kind" = 'catalogue' AND r."sellerPhone" = s."phone"
      ORDER BY r."createdAt" DESC LIMIT 1
    ) visited
    CROSS JOIN LATERAL (
      SELECT r."outcome" FROM "syncRuns" r
      WHERE r."kind" = 'catalogue' AND r."sellerPhone" = s."phone" AND r."outcome" = ANY(${ANSWERS})
      ORDER BY r."createdAt" DESC LIMIT 1
    ) answered
    WHERE ${MAY_BE_VISITED} AND s."lastScoutedAt" <= ${dayBefore} AND visited."createdAt" <= ${dayBefore}
      AND answered."outcome" = 'found'
    ORDER BY s."lastScoutedAt", s."phone" LIMIT ${limit}`;
  return rows.map(({ phone }) => phone);
}
