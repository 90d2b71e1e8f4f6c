-- What a seller answers to a rejection, once for each content. A moderator's next decision about it closes it.
CREATE TABLE "appeals" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "productId" VARCHAR(20) NOT NULL,
  "contentHash" VARCHAR(64) NOT NULL,
  "note" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "resolvedAt" TIMESTAMPTZ(3),
  "resolvedBy" TEXT,
  "outcome" VARCHAR(16),
  CONSTRAINT "appeals_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "appeals_note_length" CHECK (char_length("note") BETWEEN 1 AND 500),
  CONSTRAINT "appeals_outcome_known" CHECK ("outcome" IN ('approved', 'rejected')),
  CONSTRAINT "appeals_resolved_whole"
    CHECK (num_nonnulls("resolvedAt", "resolvedBy", "outcome") IN (0, 3)),
  CONSTRAINT "appeals_productId_fkey" FOREIGN KEY ("productId") REFERENCES "products" ("productId")
    ON DELETE CASCADE ON UPDATE CASCADE
);
-- Once for each content; also finds a product's appeals.
CREATE UNIQUE INDEX "appeals_productId_contentHash_key" ON "appeals" ("productId", "contentHash");
-- The moderators' queue, those that wait longest first.
CREATE INDEX "appeals_open" ON "appeals" ("createdAt", "id") WHERE "resolvedAt" IS NULL;
