-- When who decided, and what of it was one act: of three months, by the index alone.
CREATE INDEX "qualityReviews_judgements_of" ON "qualityReviews" ("reviewer", "createdAt" DESC)
  INCLUDE ("batchId", "id", "decision")
  WHERE "source" = 'moderator' AND "undoneAt" IS NULL
    AND ("action" IS NULL OR "action" IN ('approve', 'reject', 'fix', 'put_back'));
