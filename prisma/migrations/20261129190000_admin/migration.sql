-- What admins do: pause a stage or the heartbeat, dismiss what has failed, keep notes about a seller; and what they see of the system.

-- Paused by a person, beside a service's fault: products wait where they stand ("syncItems"."waitsFor" names the stage).
CREATE TABLE "pauses" (
  "what" VARCHAR(16) NOT NULL,
  "reason" TEXT,
  "pausedBy" TEXT NOT NULL,
  "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "pauses_pkey" PRIMARY KEY ("what"),
  CONSTRAINT "pauses_what_check" CHECK ("what" IN ('hydrate', 'embed', 'review', 'persist', 'heartbeat'))
);

-- Failed, and nobody needs to do anything about it any more.
ALTER TABLE "syncItems" ADD COLUMN "dismissedAt" TIMESTAMPTZ(3), ADD COLUMN "dismissedBy" TEXT;
ALTER TABLE "syncRuns" ADD COLUMN "dismissedAt" TIMESTAMPTZ(3), ADD COLUMN "dismissedBy" TEXT;
CREATE INDEX "syncItems_failed_idx" ON "syncItems" ("problemCode", "updatedAt" DESC, "productId")
  WHERE "outcome" = 'failed' AND "dismissedAt" IS NULL;
-- What waits at each stage, and since when.
CREATE INDEX "syncItems_open_stage_idx" ON "syncItems" ("stage", "updatedAt") WHERE "outcome" IS NULL;
CREATE INDEX "syncRuns_kind_createdAt_id_idx" ON "syncRuns" ("kind", "createdAt" DESC, "id");
CREATE INDEX "syncRuns_createdAt_id_idx" ON "syncRuns" ("createdAt" DESC, "id" DESC);

CREATE TABLE "sellerNotes" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "sellerPhone" VARCHAR(15) NOT NULL,
  "authorId" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "sellerNotes_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "sellerNotes_text_length" CHECK (char_length("text") BETWEEN 1 AND 2000),
  CONSTRAINT "sellerNotes_sellerPhone_fkey" FOREIGN KEY ("sellerPhone") REFERENCES "sellers" ("phone") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "sellerNotes_sellerPhone_createdAt_idx" ON "sellerNotes" ("sellerPhone", "createdAt" DESC);
CREATE INDEX "sellers_createdAt_id_idx" ON "sellers" ("createdAt" DESC, "id" DESC);

-- What the pipeline has cost, by hour (lib/usage/usage-meter.ts).
CREATE TABLE "usageCounts" (
  "hour" TIMESTAMPTZ(3) NOT NULL,
  "what" VARCHAR(24) NOT NULL,
  "amount" DOUBLE PRECISION NOT NULL,
  CONSTRAINT "usageCounts_pkey" PRIMARY KEY ("hour", "what")
);

-- When a product came on the market and left it is part of its story.
ALTER TABLE "catalogSyncLogs" DROP CONSTRAINT "catalogSyncLogs_eventType_known";
ALTER TABLE "catalogSyncLogs" ADD CONSTRAINT "catalogSyncLogs_eventType_known" CHECK ("eventType" IN (
  'scout_start', 'scout_success', 'scout_failed', 'hydrate_start', 'hydrate_success', 'hydrate_unchanged', 'hydrate_404',
  'hydrate_429', 'hydrate_failed', 'embed_success', 'embed_failed', 'qc_approved', 'qc_rejected', 'qc_flagged', 'qc_error',
  'lazy_persist_start', 'lazy_persist_success', 'lazy_persist_failed', 'heartbeat_start', 'heartbeat_done', 'listed', 'unlisted'));
-- The log by kind, by seller and by time, a page at a time.
CREATE INDEX "catalogSyncLogs_eventType_id_idx" ON "catalogSyncLogs" ("eventType", "id");
CREATE INDEX "catalogSyncLogs_sellerPhone_id_idx" ON "catalogSyncLogs" ("sellerPhone", "id");
CREATE INDEX "catalogSyncLogs_createdAt_eventType_idx" ON "catalogSyncLogs" ("createdAt", "eventType");

-- Live products whose only picture is a link of WhatsApp's that dies.
CREATE INDEX "products_expiring_idx" ON "products" ("imageExpiresAt") WHERE "isListed" AND "s3ImageUrl" IS NULL;
-- Admins look for what is not on the market, too.
CREATE INDEX "products_hiddenWords_idx" ON "products" USING GIN ("searchWords") WHERE NOT "isListed";

-- Few reviews disagree with our reader; without this the planner takes them for all.
CREATE STATISTICS "qualityReviews_disagreement_stat" ON ("facts" ->> 'disagreement') FROM "qualityReviews";
