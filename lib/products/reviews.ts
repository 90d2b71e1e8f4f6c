import type { Prisma } from '@/lib/platform/prisma-client/client';
import type { ReviewDecision } from '@/lib/platform/prisma-client/enums';

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
}

/** Keeps a review. A model judges one content once: a second model review of the same content is not kept. */
export async function recordReview(db: Prisma.TransactionClient, review: ReviewRecord): Promise<void> {
  const { productId, contentHash, source, reviewer, decision, confidence, problems, category, note } = review;
  await db.$executeRaw`
    INSERT INTO "qualityReviews"
      ("productId", "contentHash", "source", "reviewer", "decision", "confidence", "problems", "category", "note")
    SELECT ${productId}, ${contentHash}, ${source}, ${reviewer}, ${decision}::"review_decision", ${confidence}::float8,
      ${problems}::text[], ${category}, ${note}
    WHERE EXISTS (SELECT 1 FROM "products" WHERE "productId" = ${productId})
    ON CONFLICT ("productId", "contentHash") WHERE "source" = 'model' DO NOTHING`;
}

export interface ReviewInForce {
  decision: ReviewDecision;
  source: 'model' | 'moderator';
  problems: string[];
  note: string | null;
}

/** What holds for one content: a person's newest decision, else the model's. Null when nobody has judged it. */
export async function readReviewInForce(
  db: Prisma.TransactionClient,
  productId: string,
  contentHash: string,
): Promise<ReviewInForce | null> {
  const rows = await db.$queryRaw<ReviewInForce[]>`
    SELECT "decision"::text, "source", "problems", "note" FROM "qualityReviews"
    WHERE "productId" = ${productId} AND "contentHash" = ${contentHash}
    ORDER BY "source" = 'moderator' DESC, "createdAt" DESC, "id" LIMIT 1`;
  return rows[0] ?? null;
}

/**
 * Puts the review in force onto the product, if it has been judged for the content it has now. Never lets a model overturn a
 * person. Moves the version, so that a moderator who looks at something older meets a conflict. Safe to call twice.
 * The caller then recomputes the listing.
 */
export async function applyReviewInForce(db: Prisma.TransactionClient, productId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE "products" p SET "qcStatus" = f."decision"::text::"qc_status", "qcContentHash" = f."contentHash",
      "category" = COALESCE(f."category", p."category"), "version" = p."version" + 1, "updatedAt" = clock_timestamp()
    FROM (
      SELECT r."decision", r."contentHash", r."category"
      FROM "qualityReviews" r JOIN "products" q ON q."productId" = r."productId" AND q."contentHash" = r."contentHash"
      WHERE r."productId" = ${productId}
      ORDER BY r."source" = 'moderator' DESC, r."createdAt" DESC, r."id" LIMIT 1
    ) f
    WHERE p."productId" = ${productId} AND p."contentHash" = f."contentHash"
      AND (p."qcStatus"::text <> f."decision"::text OR p."qcContentHash" IS DISTINCT FROM f."contentHash"
        OR p."category" IS DISTINCT FROM COALESCE(f."category", p."category"))`;
}
