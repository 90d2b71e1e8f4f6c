import type { Prisma } from '@/lib/platform/prisma-client/client';

export interface HeartbeatSelection {
  /** A product read longer ago than this has grown old. */
  maxAgeMs: number;
  limit: number;
  now?: Date;
}

export interface HeartbeatCandidate {
  productId: string;
  sellerPhone: string;
}

const HOUR = 3_600_000;
/** A CDN link that dies before the heartbeat after the next (every 6 h) has come round is renewed now. */
const EXPIRY_MARGIN_MS = 24 * HOUR;
/** What could not be read is not tried again at every heartbeat. */
const ATTEMPT_GAP_MS = 3 * HOUR;
/** A product that is gone is looked at again once a day … */
const SECOND_LOOK_MS = 24 * HOUR;
/** … for this long, then it is left alone for good. */
const LOOKING_FOR_MS = 4 * 24 * HOUR;

/**
 * What the heartbeat reads again, first things first: links about to die, then what was read longest ago. Leaves out
 * what a run is working on. Approved products whose picture could not be stored are among them, however young.
 */
export async function readHeartbeatCandidates(
  db: Prisma.TransactionClient,
  { maxAgeMs, limit, now = new Date() }: HeartbeatSelection,
): Promise<HeartbeatCandidate[]> {
  const before = (ms: number) => new Date(now.getTime() - ms);
  const attemptedBefore = before(Math.min(ATTEMPT_GAP_MS, maxAgeMs / 4));
  const expiresBefore = new Date(now.getTime() + EXPIRY_MARGIN_MS);
  return db.$queryRaw<HeartbeatCandidate[]>`
    WITH candidate AS (
      SELECT p."productId", p."sellerPhone",
        p."isActive" AND COALESCE(p."imageExpiresAt" < ${expiresBefore}, false) AS "expiring",
        p."isActive" AND COALESCE(p."lastHydratedAt" <= ${before(maxAgeMs)}, true) AS "old",
        p."isActive" AND p."qcStatus" = 'approved' AND p."imageHash" IS NOT NULL
          AND p."s3ImageHash" IS DISTINCT FROM p."imageHash" AS "unstored",
        NOT p."isActive" AND p."missingSince" > ${before(LOOKING_FOR_MS)} AS "missing",
        COALESCE(p."hydrateAttemptAt" <= ${attemptedBefore}, true) AS "rested",
        COALESCE(p."hydrateAttemptAt" <= ${before(SECOND_LOOK_MS)}, true) AS "restedForADay",
        -- The later of the two, so that a product that keeps failing goes to the back of the queue.
        GREATEST(p."lastHydratedAt", p."hydrateAttemptAt") AS "looked"
      FROM "products" p
      WHERE NOT EXISTS (SELECT 1 FROM "syncItems" i WHERE i."productId" = p."productId" AND i."outcome" IS NULL)
    )
    SELECT "productId", "sellerPhone" FROM candidate
    WHERE (("expiring" OR "old") AND "rested") OR "unstored" OR ("missing" AND "restedForADay")
    ORDER BY "expiring" DESC, "looked" NULLS FIRST, "productId"
    LIMIT ${limit}`;
}
