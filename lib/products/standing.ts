import { Prisma } from '@/lib/platform/prisma-client/client';
import { IN_FORCE_FIRST, STANDS } from './reviews';
import { SELLERS_CODES } from './standing.schema';

/** SQL: how the product's newest reading ended, or null while it is under way. Of a product `p`. */
const NEWEST_ITEM = Prisma.sql`SELECT n."outcome", n."problemCode" FROM "syncItems" n
  WHERE n."productId" = p."productId" ORDER BY n."createdAt" DESC LIMIT 1`;

/** SQL: a moderator has asked the seller to change what is there now. */
const IS_ASKED = Prisma.sql`EXISTS (
  SELECT FROM "fixRequests" f WHERE f."productId" = p."productId" AND f."contentHash" = p."contentHash"
    AND f."answeredAt" IS NULL AND f."withdrawnAt" IS NULL)`;

/**
 * SQL for how a product `p` stands now, whatever a run said of it then (standing.schema.ts). Cheap where it is live,
 * gone or judged; only what has no judgement is looked for in the runs.
 */
export const STANDING = Prisma.sql`CASE
  WHEN p."isListed" THEN 'live'
  WHEN NOT p."isActive" THEN 'gone'
  WHEN p."qcContentHash" = p."contentHash" AND p."qcStatus" = 'rejected' THEN CASE
    WHEN EXISTS (
      SELECT FROM "appeals" a WHERE a."productId" = p."productId" AND a."contentHash" = p."contentHash"
        AND a."resolvedAt" IS NULL
    ) THEN 'waiting'
    WHEN ${IS_ASKED} THEN 'fix' ELSE 'rejected' END
  WHEN p."qcContentHash" = p."contentHash" AND p."qcStatus" = 'flagged'
    THEN CASE WHEN p."imageHash" IS NULL THEN 'fix' ELSE 'waiting' END
  WHEN p."qcContentHash" = p."contentHash" AND p."qcStatus" = 'approved'
    THEN CASE WHEN p."hiddenAt" IS NULL THEN 'approved' ELSE 'hidden' END
  ELSE COALESCE((
    SELECT CASE WHEN n."outcome" IS DISTINCT FROM 'failed' THEN 'open'
      WHEN n."problemCode" = ANY(${SELLERS_CODES}::text[]) THEN 'fix' ELSE 'failed' END
    FROM (${NEWEST_ITEM}) n), 'open') END`;

/** SQL for the code of what keeps a product `p` that could not be taken; null for all others. */
export const STANDING_CODE = Prisma.sql`CASE
  WHEN p."isListed" OR NOT p."isActive" THEN NULL
  WHEN p."qcContentHash" = p."contentHash" AND p."qcStatus" <> 'pending'
    THEN CASE WHEN p."qcStatus" = 'flagged' AND p."imageHash" IS NULL THEN 'no_picture'
      WHEN p."qcStatus" = 'rejected' AND ${IS_ASKED} THEN 'asked_to_fix' END
  ELSE (SELECT n."problemCode" FROM (${NEWEST_ITEM}) n WHERE n."outcome" = 'failed') END`;

/**
 * SQL for the reasons that hold against a product `p` for the content it has now: a person's newest decision, else the
 * model's. Never its note, which is written for those who decide.
 */
export const REASONS = Prisma.sql`COALESCE((
  SELECT r."problems" FROM "qualityReviews" r
  WHERE r."productId" = p."productId" AND r."contentHash" = p."contentHash"
    AND p."qcStatus" IN ('flagged', 'rejected') AND p."qcContentHash" = p."contentHash"
    AND ${STANDS} ORDER BY ${IN_FORCE_FIRST} LIMIT 1), '{}')`;
