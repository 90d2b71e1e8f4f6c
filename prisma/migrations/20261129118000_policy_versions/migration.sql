-- What moderators decide by: the text of each reason, never changed, only followed by the next version. Version 1 is
-- the one that Soko comes with (lib/moderation/policy/first-texts.ts), written when it is first read.
CREATE TABLE "policyVersions" (
  "version" INTEGER NOT NULL,
  "texts" JSONB NOT NULL,
  "secondLookPercent" INTEGER NOT NULL DEFAULT 0,
  "createdBy" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "policyVersions_pkey" PRIMARY KEY ("version"),
  CONSTRAINT "policyVersions_version_counts" CHECK ("version" >= 1),
  CONSTRAINT "policyVersions_secondLookPercent_share" CHECK ("secondLookPercent" BETWEEN 0 AND 100)
);

-- For the numbers and the export: reviews by when, and what people decided about one content.
CREATE INDEX "qualityReviews_createdAt_id_idx" ON "qualityReviews" ("createdAt", "id");
CREATE INDEX "qualityReviews_decided_content" ON "qualityReviews" ("productId", "contentHash", "createdAt" DESC)
  WHERE "source" = 'moderator';
CREATE INDEX "appeals_resolvedAt_idx" ON "appeals" ("resolvedAt");
