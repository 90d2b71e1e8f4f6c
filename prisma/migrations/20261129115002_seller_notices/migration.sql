-- What happened to a seller's products while they were away, told on their page and by e-mail.
CREATE TABLE "sellerMails" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "sellerPhone" VARCHAR(15) NOT NULL,
  "kind" VARCHAR(16) NOT NULL,
  "state" VARCHAR(16) NOT NULL DEFAULT 'sending',
  "code" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "sellerMails_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "sellerMails_kind_known" CHECK ("kind" IN ('confirm', 'urgent', 'digest')),
  CONSTRAINT "sellerMails_state_known" CHECK ("state" IN ('sending', 'sent', 'refused', 'unknown')),
  CONSTRAINT "sellerMails_sellerPhone_fkey" FOREIGN KEY ("sellerPhone") REFERENCES "sellers" ("phone") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "sellerMails_sellerPhone_createdAt_idx" ON "sellerMails" ("sellerPhone", "createdAt" DESC);

CREATE TABLE "sellerNotices" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "sellerPhone" VARCHAR(15) NOT NULL,
  "kind" VARCHAR(32) NOT NULL,
  "key" VARCHAR(128) NOT NULL,
  "productId" VARCHAR(20),
  "detail" JSONB NOT NULL DEFAULT '{}',
  "happenedAt" TIMESTAMPTZ(3) NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "mailId" UUID,
  CONSTRAINT "sellerNotices_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "sellerNotices_kind_known" CHECK ("kind" IN ('product_live', 'product_rejected', 'asked_to_fix',
    'sync_failed', 'appeal_decided', 'shop_proven', 'erasure_scheduled')),
  CONSTRAINT "sellerNotices_sellerPhone_fkey" FOREIGN KEY ("sellerPhone") REFERENCES "sellers" ("phone") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "sellerNotices_productId_fkey" FOREIGN KEY ("productId") REFERENCES "products" ("productId") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "sellerNotices_mailId_fkey" FOREIGN KEY ("mailId") REFERENCES "sellerMails" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
-- One happening is told once.
CREATE UNIQUE INDEX "sellerNotices_sellerPhone_key_key" ON "sellerNotices" ("sellerPhone", "key");
CREATE INDEX "sellerNotices_sellerPhone_happenedAt_idx" ON "sellerNotices" ("sellerPhone", "happenedAt" DESC);
CREATE INDEX "sellerNotices_productId_idx" ON "sellerNotices" ("productId");
CREATE INDEX "sellerNotices_mailId_idx" ON "sellerNotices" ("mailId");
CREATE INDEX "sellerNotices_unmailed" ON "sellerNotices" ("sellerPhone", "createdAt") WHERE "mailId" IS NULL;

-- Where a seller wants to be written to. Nothing is sent before the address is confirmed, but the link to do so.
CREATE TABLE "sellerMailboxes" (
  "sellerPhone" VARCHAR(15) NOT NULL,
  "address" VARCHAR(254) NOT NULL,
  "language" VARCHAR(2) NOT NULL,
  "setAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "confirmedAt" TIMESTAMPTZ(3),
  CONSTRAINT "sellerMailboxes_pkey" PRIMARY KEY ("sellerPhone"),
  CONSTRAINT "sellerMailboxes_sellerPhone_fkey" FOREIGN KEY ("sellerPhone") REFERENCES "sellers" ("phone") ON DELETE CASCADE ON UPDATE CASCADE
);

-- What is live already is no news, not even when it goes and comes back.
INSERT INTO "sellerNotices" ("sellerPhone", "kind", "key", "productId", "happenedAt")
SELECT "sellerPhone", 'product_live', 'live/' || "productId", "productId", "listedAt" FROM "products"
WHERE "isListed" AND "listedAt" IS NOT NULL;

-- What notices are collected from.
CREATE INDEX "qualityReviews_rejected" ON "qualityReviews" ("createdAt") WHERE "decision" = 'rejected';
CREATE INDEX "syncRuns_failed" ON "syncRuns" ("finishedAt") WHERE "state" = 'failed';
