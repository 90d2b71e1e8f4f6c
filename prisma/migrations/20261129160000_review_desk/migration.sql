-- The review desk: what its queues are sorted and found by stands on the product itself, written with its status.
ALTER TABLE "products"
  ADD COLUMN "qcSince" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN "qcProblems" TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "qcConfidence" DOUBLE PRECISION,
  ADD COLUMN "wasApproved" BOOLEAN NOT NULL DEFAULT false;

UPDATE "products" p SET "qcSince" = f."createdAt", "qcProblems" = f."problems", "qcConfidence" = f."confidence",
  "wasApproved" = EXISTS (
    SELECT 1 FROM "qualityReviews" a
    WHERE a."productId" = p."productId" AND a."decision" = 'approved' AND a."contentHash" <> p."contentHash")
FROM (
  SELECT DISTINCT ON (r."productId") r."productId", r."createdAt",
    CASE WHEN cardinality(r."problems") > 0 THEN r."problems" ELSE COALESCE(m."problems", '{}') END AS "problems",
    m."confidence"
  FROM "qualityReviews" r
  JOIN "products" q ON q."productId" = r."productId" AND q."contentHash" = r."contentHash"
  LEFT JOIN "qualityReviews" m
    ON m."productId" = r."productId" AND m."contentHash" = r."contentHash" AND m."source" = 'model'
  ORDER BY r."productId", r."source" = 'moderator' DESC, r."createdAt" DESC, r."id"
) f
WHERE f."productId" = p."productId";

-- One for each order of the queues; whoever sorts otherwise sorts what little is left.
CREATE INDEX "products_flagged_by_age" ON "products" ("wasApproved", "qcSince", "productId")
  WHERE "qcStatus" = 'flagged' AND "isActive";
CREATE INDEX "products_flagged_by_confidence"
  ON "products" ("wasApproved", (COALESCE("qcConfidence", 0)), "qcSince", "productId")
  WHERE "qcStatus" = 'flagged' AND "isActive";
CREATE INDEX "products_flagged_by_seller" ON "products" ("wasApproved", "sellerPhone", "qcSince", "productId")
  WHERE "qcStatus" = 'flagged' AND "isActive";
CREATE INDEX "products_flagged_by_category"
  ON "products" ("wasApproved", (COALESCE("category", '')), "qcSince", "productId")
  WHERE "qcStatus" = 'flagged' AND "isActive";
CREATE INDEX "products_flagged_by_reason"
  ON "products" ("wasApproved", (COALESCE("qcProblems"[1], '')), "qcSince", "productId")
  WHERE "qcStatus" = 'flagged' AND "isActive";
CREATE INDEX "products_flagged_with_reason" ON "products" USING GIN ("qcProblems")
  WHERE "qcStatus" = 'flagged' AND "isActive";

-- Whether a picture is a copy: two hashes that differ in at most three of 64 bits share one of four quarters, and
-- most that differ in a few more do.
CREATE FUNCTION "pictureQuarters"(TEXT) RETURNS TEXT[] LANGUAGE SQL IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT ARRAY['a' || substr($1, 1, 4), 'b' || substr($1, 5, 4), 'c' || substr($1, 9, 4), 'd' || substr($1, 13, 4)]
$$;
CREATE INDEX "products_pictureQuarters" ON "products" USING GIN ("pictureQuarters"("imagePerceptualHash"))
  WHERE "imagePerceptualHash" IS NOT NULL;

-- A seller's products by what became of them, counted without reading them.
CREATE INDEX "products_sellerPhone_qcStatus_isListed_idx" ON "products" ("sellerPhone", "qcStatus", "isListed");

-- Who looks at what right now: nobody else is handed it. Ends by itself.
CREATE TABLE "reviewLeases" (
  "productId" VARCHAR(20) NOT NULL,
  "userId" TEXT NOT NULL,
  "takenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "expiresAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "reviewLeases_pkey" PRIMARY KEY ("productId"),
  CONSTRAINT "reviewLeases_productId_fkey" FOREIGN KEY ("productId") REFERENCES "products" ("productId")
    ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "reviewLeases_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users" ("id")
    ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "reviewLeases_userId_idx" ON "reviewLeases" ("userId");
CREATE INDEX "reviewLeases_expiresAt_idx" ON "reviewLeases" ("expiresAt");

-- Nothing of theirs waits for anybody: few, and looked for by every page of a queue.
CREATE INDEX "sellers_erasing" ON "sellers" ("phone") WHERE "eraseAt" IS NOT NULL;
