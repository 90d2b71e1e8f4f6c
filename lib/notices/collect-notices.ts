import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';
import { TRANSACTION } from '@/lib/syncs/open-run';

const DAY_MS = 24 * 3_600_000;
/** What happened longer ago is no news any more: nobody collected for so long. */
const OLDEST_MS = 7 * DAY_MS;
/** What was written down as happening earlier may have been committed later. */
const OVERLAP_MS = 3_600_000;
/** How long they are kept: twice as long as they are shown. */
const KEEP_MS = 60 * DAY_MS;
/** An address that nobody confirms is forgotten with the link that would. */
const UNCONFIRMED_MS = 7 * DAY_MS;

/**
 * Writes down what has happened to sellers' products since the last look, each thing once, and takes back what no
 * longer holds. From the tables alone, so that whoever makes it happen need not know of notices, and nothing is lost
 * when they die. Safe to call at any time.
 */
export async function collectNotices(db: PrismaClient, now: Date): Promise<{ collected: number }> {
  // All or nothing: the newest one tells from when on the next look is.
  return db.$transaction(async (tx) => {
    await takeBack(tx);
    const since = await readSince(tx, now);
    let collected = 0;
    for (const found of happened(since)) {
      collected += await tx.$executeRaw`
        INSERT INTO "sellerNotices" ("sellerPhone", "kind", "key", "productId", "detail", "happenedAt")
        ${found}
        ON CONFLICT ("sellerPhone", "key") DO NOTHING`;
    }
    await forgetOld(tx, now);
    return { collected };
  }, TRANSACTION);
}

async function readSince(db: Prisma.TransactionClient, now: Date): Promise<Date> {
  const { _max } = await db.sellerNotice.aggregate({ _max: { createdAt: true } });
  const last = _max.createdAt?.getTime() ?? 0;
  return new Date(Math.max(last - OVERLAP_MS, now.getTime() - OLDEST_MS));
}

/** A run `r` that failed, and none after it that did not. */
const STILL_FAILED = Prisma.sql`NOT EXISTS (
  SELECT 1 FROM "syncRuns" later WHERE later."sellerPhone" = r."sellerPhone" AND later."createdAt" > r."createdAt"
    AND later."outcome" IN ('found', 'links'))`;

/** What a moderator wants changed (`f`) before a product `p` is shown, and is not yet. */
const STILL_ASKED = Prisma.sql`(f."answeredAt" IS NULL AND f."withdrawnAt" IS NULL
  AND f."contentHash" = p."contentHash")`;

/** Of a visit that nobody asked for, only what ends such visits: the rest is tried again by itself. */
const WORTH_TELLING = Prisma.sql`(NOT r."onlyNew" OR r."outcome" IN ('interstitial', 'not_found', 'not_understood'))`;

/** Each: seller, kind, key, product, detail, when. */
function happened(since: Date): Prisma.Sql[] {
  return [
    // For the first time only: the key stays for as long as the product does.
    Prisma.sql`
      SELECT p."sellerPhone", 'product_live', 'live/' || p."productId", p."productId", '{}'::jsonb, p."listedAt"
      FROM "products" p WHERE p."isListed" AND p."listedAt" > ${since}`,
    Prisma.sql`
      SELECT p."sellerPhone", 'product_rejected', 'rejected/' || p."productId" || '/' || p."qcContentHash",
        p."productId", '{}'::jsonb, r."createdAt"
      FROM "qualityReviews" r JOIN "products" p ON p."productId" = r."productId"
      WHERE r."decision" = 'rejected' AND r."createdAt" > ${since} AND r."contentHash" = p."contentHash"
        AND p."qcStatus" = 'rejected' AND p."qcContentHash" = p."contentHash" AND p."isActive"
        AND NOT EXISTS (SELECT 1 FROM "fixRequests" f WHERE f."productId" = p."productId" AND ${STILL_ASKED})
      ORDER BY r."createdAt" DESC`,
    Prisma.sql`
      SELECT p."sellerPhone", 'asked_to_fix', 'fix/' || f."id", f."productId", '{}'::jsonb, f."createdAt"
      FROM "fixRequests" f JOIN "products" p ON p."productId" = f."productId"
      WHERE f."createdAt" > ${since} AND p."isActive" AND ${STILL_ASKED}`,
    Prisma.sql`
      SELECT r."sellerPhone", 'sync_failed', 'sync/' || r."id", NULL,
        jsonb_build_object('outcome', r."outcome"), r."finishedAt"
      FROM "syncRuns" r JOIN "sellers" s ON s."phone" = r."sellerPhone"
      WHERE r."state" = 'failed' AND r."kind" IN ('catalogue', 'links') AND r."finishedAt" > ${since}
        AND ${WORTH_TELLING} AND ${STILL_FAILED}`,
    Prisma.sql`
      SELECT p."sellerPhone", 'appeal_decided', 'appeal/' || a."id" || '/' || a."outcome", a."productId",
        jsonb_build_object('upheld', a."outcome" = 'approved'), a."resolvedAt"
      FROM "appeals" a JOIN "products" p ON p."productId" = a."productId"
      WHERE a."outcome" IS NOT NULL AND a."resolvedAt" > ${since}`,
    Prisma.sql`
      SELECT s."phone", 'shop_proven', 'proven', NULL, '{}'::jsonb, s."ownershipProvenAt"
      FROM "sellers" s WHERE s."ownershipProvenAt" > ${since}`,
    Prisma.sql`
      SELECT s."phone", 'erasure_scheduled', 'erase/' || extract(epoch FROM s."eraseAt"), NULL,
        jsonb_build_object('at', to_char(s."eraseAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
        clock_timestamp()
      FROM "sellers" s WHERE s."eraseAt" IS NOT NULL`,
  ];
}

/** What a seller need not hear of any more, whether they have or not. */
async function takeBack(db: Prisma.TransactionClient): Promise<void> {
  await db.$executeRaw`
    DELETE FROM "sellerNotices" n USING "products" p
    WHERE n."kind" = 'product_rejected' AND p."productId" = n."productId"
      AND (p."qcStatus" <> 'rejected' OR NOT p."isActive"
        OR n."key" <> 'rejected/' || p."productId" || '/' || p."contentHash"
        OR EXISTS (SELECT 1 FROM "fixRequests" f WHERE f."productId" = p."productId" AND ${STILL_ASKED}))`;
  await db.$executeRaw`
    DELETE FROM "sellerNotices" n USING "fixRequests" f, "products" p
    WHERE n."kind" = 'asked_to_fix' AND n."key" = 'fix/' || f."id" AND f."productId" = n."productId"
      AND p."productId" = n."productId" AND NOT ${STILL_ASKED}`;
  await db.$executeRaw`
    DELETE FROM "sellerNotices" n USING "syncRuns" r
    WHERE n."kind" = 'sync_failed' AND n."key" = 'sync/' || r."id" AND r."sellerPhone" = n."sellerPhone"
      AND NOT ${STILL_FAILED}`;
  await db.$executeRaw`
    DELETE FROM "sellerNotices" n USING "sellers" s
    WHERE n."kind" = 'erasure_scheduled' AND s."phone" = n."sellerPhone"
      AND n."key" IS DISTINCT FROM 'erase/' || extract(epoch FROM s."eraseAt")`;
}

async function forgetOld(db: Prisma.TransactionClient, now: Date): Promise<void> {
  const before = (ms: number) => new Date(now.getTime() - ms);
  // What says that a product has been live stays: it would be news again.
  await db.sellerNotice.deleteMany({ where: { kind: { not: 'product_live' }, happenedAt: { lt: before(KEEP_MS) } } });
  await db.sellerMail.deleteMany({ where: { createdAt: { lt: before(KEEP_MS) } } });
  await db.sellerMailbox.deleteMany({ where: { confirmedAt: null, setAt: { lt: before(UNCONFIRMED_MS) } } });
}
