import { Prisma } from '@/lib/platform/prisma-client/client';
import type { ReviewDecision } from '@/lib/platform/prisma-client/enums';
import type { ModeratorAction } from './moderator-acts.schema';
import { productsInOrder } from './products-in-order';
import type { ReviewFacts } from './review-facts';

/** What a moderator did. `escalate` and `category` are no judgements: they repeat the decision that held. */

/** What held before a moderator's act, for whoever looks at it later and for taking it back. */
export interface HeldBefore {
  status: 'pending' | 'approved' | 'flagged' | 'rejected';
  isListed: boolean;
  category: string | null;
  /** The seller's own, which a moderator's correction ends. */
  correctedCategory?: unknown;
}

export interface ReviewRecord {
  productId: string;
  /** The content that was judged. */
  contentHash: string;
  source: 'model' | 'moderator';
  /** Model name, 'no-reviewer', or the moderator's user id. */
  reviewer: string;
  decision: ReviewDecision;
  confidence: number | null;
  problems: string[];
  category: string | null;
  note: string | null;
  /** A model's that read the words. */
  facts?: ReviewFacts;
  /** A moderator's. */
  act?: { id: string; action: ModeratorAction; before: HeldBefore; batchId: string | null };
}

/**
 * Keeps a review, under the policy in force (the first one is that before any was kept). A model judges one content
 * once: a second model review of the same content is not kept.
 */
export async function recordReview(db: Prisma.TransactionClient, review: ReviewRecord): Promise<void> {
  const { productId, contentHash, source, reviewer, decision, confidence, problems, category, note, act } = review;
  const before = act === undefined ? null : JSON.stringify(act.before);
  const facts = review.facts === undefined ? null : JSON.stringify(review.facts);
  await db.$executeRaw`
    INSERT INTO "qualityReviews"
      ("productId", "contentHash", "source", "reviewer", "decision", "confidence", "problems", "category", "note",
        "facts", "policyVersion", "id", "action", "before", "batchId")
    SELECT ${productId}, ${contentHash}, ${source}, ${reviewer}, ${decision}::"review_decision", ${confidence}::float8,
      ${problems}::text[], ${category}, ${note}, ${facts}::jsonb,
      COALESCE((SELECT max("version") FROM "policyVersions"), 1),
      COALESCE(${act?.id ?? null}::uuid, gen_random_uuid()), ${act?.action ?? null}, ${before}::jsonb,
      ${act?.batchId ?? null}::uuid
    WHERE EXISTS (SELECT 1 FROM "products" WHERE "productId" = ${productId})
    ON CONFLICT ("productId", "contentHash") WHERE "source" = 'model' DO NOTHING`;
}

export interface ReviewInForce {
  decision: ReviewDecision;
  source: 'model' | 'moderator';
  problems: string[];
  note: string | null;
}

/** SQL of a review `r`: it was not taken back. */
export const STANDS = Prisma.sql`r."undoneAt" IS NULL`;
/** SQL: a person's newest first, else the model's. The first one that stands is in force. */
export const IN_FORCE_FIRST = Prisma.sql`r."source" = 'moderator' DESC, r."createdAt" DESC, r."id"`;

/**
 * What holds for each of these contents: a person's newest decision that was not taken back, else the model's. By
 * product; none for what nobody has judged.
 */
export async function readReviewsInForce(
  db: Prisma.TransactionClient,
  contents: { productId: string; contentHash: string }[],
): Promise<Map<string, ReviewInForce>> {
  if (contents.length === 0) return new Map();
  const rows = await db.$queryRaw<(ReviewInForce & { productId: string })[]>`
    SELECT DISTINCT ON (r."productId") r."productId", r."decision"::text, r."source", r."problems", r."note"
    FROM "qualityReviews" r
    JOIN unnest(
      ${contents.map(({ productId }) => productId)}::text[],
      ${contents.map(({ contentHash }) => contentHash)}::text[])
      AS c("productId", "contentHash") ON c."productId" = r."productId" AND c."contentHash" = r."contentHash"
    WHERE ${STANDS} ORDER BY r."productId", ${IN_FORCE_FIRST}`;
  return new Map(rows.map(({ productId, ...review }) => [productId, review]));
}

/** A corrected one stands above it (corrections.ts). */
const JUDGED_CATEGORY = Prisma.sql`CASE WHEN p."correctedCategory" IS NULL
  THEN COALESCE(f."category", p."category") ELSE p."category" END`;

/**
 * Puts the reviews in force onto the products, if they have been judged for the content they have now. Never lets a
 * model overturn a person. Moves the version, so that a moderator who looks at something older meets a conflict. With
 * them go since when and why, for the desk's queues, and the facts that a model read in this content, whoever judges
 * it. Safe to call twice. The caller then recomputes the listing.
 */
export async function applyReviewsInForce(db: Prisma.TransactionClient, productIds: string[]): Promise<void> {
  await db.$executeRaw`
    WITH held AS MATERIALIZED (${productsInOrder(productIds)})
    UPDATE "products" p SET "qcStatus" = f."decision"::text::"qc_status", "qcContentHash" = f."contentHash",
      "category" = ${JUDGED_CATEGORY}, "version" = p."version" + 1, "updatedAt" = clock_timestamp(),
      "qcSince" = f."createdAt", "qcConfidence" = m."confidence",
      "qcProblems" = CASE WHEN cardinality(f."problems") > 0 THEN f."problems" ELSE COALESCE(m."problems", '{}') END,
      "wasApproved" = EXISTS (
        SELECT 1 FROM "qualityReviews" a
        WHERE a."productId" = h."productId" AND a."decision" = 'approved' AND a."contentHash" <> f."contentHash"
          AND a."undoneAt" IS NULL)
    FROM held h CROSS JOIN LATERAL (
      SELECT r."decision", r."contentHash", r."category", r."createdAt", r."problems"
      FROM "qualityReviews" r JOIN "products" q ON q."productId" = r."productId" AND q."contentHash" = r."contentHash"
      WHERE r."productId" = h."productId" AND ${STANDS} ORDER BY ${IN_FORCE_FIRST} LIMIT 1
    ) f LEFT JOIN "qualityReviews" m
      ON m."productId" = h."productId" AND m."contentHash" = f."contentHash" AND m."source" = 'model'
    WHERE p."productId" = h."productId" AND p."contentHash" = f."contentHash"
      AND (p."qcStatus"::text <> f."decision"::text OR p."qcContentHash" IS DISTINCT FROM f."contentHash"
        OR p."category" IS DISTINCT FROM ${JUDGED_CATEGORY})`;
  await applyFacts(db, productIds);
}

/**
 * A price that was settled beside another reading of ours than the row has now is not the row's; a corrected one
 * stays.
 */
async function applyFacts(db: Prisma.TransactionClient, productIds: string[]): Promise<void> {
  await db.$executeRaw`
    WITH held AS MATERIALIZED (${productsInOrder(productIds)}), settled AS (
      SELECT p."productId", r."facts" ->> 'brand' AS "brand", r."facts" ->> 'material' AS "material",
        ARRAY(SELECT jsonb_array_elements_text(r."facts" -> 'sizes')) AS "sizes",
        CASE WHEN p."correctedPrice" IS NOT NULL THEN jsonb_build_object(
            'amount', p."priceAmount", 'currency', p."priceCurrency", 'text', p."priceText")
          WHEN p."readPrice" IS NOT DISTINCT FROM NULLIF(r."facts" -> 'read', 'null'::jsonb)
          THEN NULLIF(r."facts" -> 'price', 'null'::jsonb)
          ELSE p."readPrice" END AS "price"
      FROM held h JOIN "products" p USING ("productId")
        JOIN "qualityReviews" r ON r."productId" = p."productId" AND r."contentHash" = p."contentHash"
      WHERE r."source" = 'model' AND r."facts" IS NOT NULL
    )
    UPDATE "products" p SET "brand" = s."brand", "sizes" = s."sizes", "material" = s."material",
      "priceAmount" = (s."price" ->> 'amount')::numeric, "priceCurrency" = s."price" ->> 'currency',
      "priceText" = s."price" ->> 'text', "updatedAt" = clock_timestamp()
    FROM settled s WHERE p."productId" = s."productId"
      AND (p."brand", p."sizes", p."material", p."priceAmount", p."priceCurrency", p."priceText") IS DISTINCT FROM
        (s."brand", s."sizes", s."material", (s."price" ->> 'amount')::numeric, s."price" ->> 'currency',
          s."price" ->> 'text')`;
}
