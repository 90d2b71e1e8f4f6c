-- Every act of a moderator is a review that can be taken back: it counts for nothing from then on, and stays on record.
ALTER TABLE "qualityReviews"
  ADD COLUMN "action" VARCHAR(16),
  ADD COLUMN "before" JSONB,
  ADD COLUMN "undoneAt" TIMESTAMPTZ(3),
  ADD COLUMN "undoneBy" TEXT,
  ADD COLUMN "batchId" UUID,
  ADD CONSTRAINT "qualityReviews_action_known"
    CHECK ("action" IN ('approve', 'reject', 'put_back', 'fix', 'escalate', 'category')),
  ADD CONSTRAINT "qualityReviews_undone_by_somebody" CHECK (("undoneAt" IS NULL) = ("undoneBy" IS NULL));
-- Decisions, newest first: all, one moderator's, those for a reason.
CREATE INDEX "qualityReviews_decisions" ON "qualityReviews" ("createdAt" DESC, "id" DESC)
  WHERE "source" = 'moderator';
CREATE INDEX "qualityReviews_decisions_by" ON "qualityReviews" ("reviewer", "createdAt" DESC, "id" DESC)
  WHERE "source" = 'moderator';
CREATE INDEX "qualityReviews_decisions_for" ON "qualityReviews" USING GIN ("problems") WHERE "source" = 'moderator';

-- Products by a part of their title, live or not. The extension may be in any schema.
DO $$
DECLARE home text;
BEGIN
  SELECT n.nspname INTO home
  FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm';
  EXECUTE format(
    'CREATE INDEX "products_title_part" ON "products" USING GIN ("title" %I.gin_trgm_ops) WHERE "title" IS NOT NULL',
    home);
END $$;

-- What a moderator asks a seller to change. Answered when a person has looked at what it was changed to.
CREATE TABLE "fixRequests" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "productId" VARCHAR(20) NOT NULL,
  "contentHash" VARCHAR(64) NOT NULL,
  "reviewId" UUID NOT NULL,
  "problems" TEXT[] NOT NULL DEFAULT '{}',
  "sellerNote" TEXT NOT NULL,
  "askedBy" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "answeredAt" TIMESTAMPTZ(3),
  "withdrawnAt" TIMESTAMPTZ(3),
  CONSTRAINT "fixRequests_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "fixRequests_note_length" CHECK (char_length("sellerNote") BETWEEN 1 AND 1000),
  CONSTRAINT "fixRequests_ended_once" CHECK ("answeredAt" IS NULL OR "withdrawnAt" IS NULL),
  CONSTRAINT "fixRequests_productId_fkey" FOREIGN KEY ("productId") REFERENCES "products" ("productId")
    ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "fixRequests_productId_idx" ON "fixRequests" ("productId", "createdAt" DESC);
CREATE INDEX "fixRequests_open" ON "fixRequests" ("createdAt", "productId")
  WHERE "answeredAt" IS NULL AND "withdrawnAt" IS NULL;

-- What a moderator leaves to the admins.
CREATE TABLE "escalations" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "productId" VARCHAR(20) NOT NULL,
  "contentHash" VARCHAR(64) NOT NULL,
  "reviewId" UUID NOT NULL,
  "note" TEXT NOT NULL,
  "byId" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "resolvedAt" TIMESTAMPTZ(3),
  "resolvedBy" TEXT,
  CONSTRAINT "escalations_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "escalations_resolved_by_somebody" CHECK (("resolvedAt" IS NULL) = ("resolvedBy" IS NULL)),
  CONSTRAINT "escalations_productId_fkey" FOREIGN KEY ("productId") REFERENCES "products" ("productId")
    ON DELETE CASCADE ON UPDATE CASCADE
);
-- One at a time for each product.
CREATE UNIQUE INDEX "escalations_open" ON "escalations" ("productId") WHERE "resolvedAt" IS NULL;
CREATE INDEX "escalations_productId_idx" ON "escalations" ("productId");

-- What a moderator does not want to see for a while.
CREATE TABLE "reviewSkips" (
  "userId" TEXT NOT NULL,
  "productId" VARCHAR(20) NOT NULL,
  "until" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "reviewSkips_pkey" PRIMARY KEY ("userId", "productId"),
  CONSTRAINT "reviewSkips_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "reviewSkips_productId_fkey" FOREIGN KEY ("productId") REFERENCES "products" ("productId")
    ON DELETE CASCADE ON UPDATE CASCADE
);

-- What was answered to a decision that may be sent again, from a device that was offline.
CREATE TABLE "decisionKeys" (
  "userId" TEXT NOT NULL,
  "key" UUID NOT NULL,
  "productId" VARCHAR(20) NOT NULL,
  "answer" JSONB NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "decisionKeys_pkey" PRIMARY KEY ("userId", "key"),
  CONSTRAINT "decisionKeys_productId_fkey" FOREIGN KEY ("productId") REFERENCES "products" ("productId")
    ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "decisionKeys_createdAt_idx" ON "decisionKeys" ("createdAt");

-- Many products decided about at once. A draft until it is started; each item is decided in a transaction of its own
-- chunk, and settled once its listing follows.
CREATE TABLE "reviewBatches" (
  "id" UUID NOT NULL,
  "actorId" TEXT NOT NULL,
  "selection" JSONB NOT NULL,
  "decision" VARCHAR(16),
  "problems" TEXT[] NOT NULL DEFAULT '{}',
  "note" TEXT,
  "sellerNote" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "startedAt" TIMESTAMPTZ(3),
  "finishedAt" TIMESTAMPTZ(3),
  "undoneAt" TIMESTAMPTZ(3),
  "undoneBy" TEXT,
  "touchedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "reviewBatches_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "reviewBatches_decision_known" CHECK ("decision" IN ('approved', 'rejected', 'fix')),
  CONSTRAINT "reviewBatches_started_with_decision" CHECK (("startedAt" IS NULL) = ("decision" IS NULL)),
  CONSTRAINT "reviewBatches_undone_by_somebody" CHECK (("undoneAt" IS NULL) = ("undoneBy" IS NULL))
);
CREATE INDEX "reviewBatches_open" ON "reviewBatches" ("touchedAt") WHERE "finishedAt" IS NULL;
CREATE INDEX "reviewBatches_createdAt_idx" ON "reviewBatches" ("createdAt" DESC);

CREATE TABLE "reviewBatchItems" (
  "batchId" UUID NOT NULL,
  "productId" VARCHAR(20) NOT NULL,
  "version" INTEGER NOT NULL,
  "state" VARCHAR(16) NOT NULL DEFAULT 'waiting',
  "settled" BOOLEAN NOT NULL DEFAULT false,
  "decisionId" UUID,
  "why" TEXT,
  CONSTRAINT "reviewBatchItems_pkey" PRIMARY KEY ("batchId", "productId"),
  CONSTRAINT "reviewBatchItems_state_known"
    CHECK ("state" IN ('waiting', 'held', 'decided', 'refused', 'cancelled', 'undone', 'kept')),
  CONSTRAINT "reviewBatchItems_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "reviewBatches" ("id")
    ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "reviewBatchItems_productId_fkey" FOREIGN KEY ("productId") REFERENCES "products" ("productId")
    ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "reviewBatchItems_productId_idx" ON "reviewBatchItems" ("productId");
CREATE INDEX "reviewBatchItems_unsettled" ON "reviewBatchItems" ("batchId", "productId") WHERE NOT "settled";
