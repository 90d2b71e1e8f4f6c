-- Sellers have a say: which devices hold a shop, who paused, suspended or is erasing it, and what they corrected.
ALTER TABLE "sellers"
  ADD COLUMN "pausedAt" TIMESTAMPTZ(3),
  ADD COLUMN "suspendedAt" TIMESTAMPTZ(3),
  ADD COLUMN "suspendedBy" TEXT,
  ADD COLUMN "suspendedReason" TEXT,
  ADD COLUMN "eraseAt" TIMESTAMPTZ(3),
  ADD COLUMN "displayName" TEXT,
  ADD COLUMN "displayNameOver" TEXT;

ALTER TABLE "products"
  ADD COLUMN "hiddenAt" TIMESTAMPTZ(3),
  ADD COLUMN "correctedPrice" JSONB,
  ADD COLUMN "correctedCategory" JSONB;

CREATE TABLE "shopKeys" (
  "id" UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  "sellerPhone" VARCHAR(15) NOT NULL REFERENCES "sellers" ("phone") ON DELETE CASCADE ON UPDATE CASCADE,
  "keyHash" VARCHAR(64) NOT NULL,
  "provenAt" TIMESTAMPTZ(3),
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "lastUsedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX "shopKeys_keyHash_sellerPhone_key" ON "shopKeys" ("keyHash", "sellerPhone");
CREATE INDEX "shopKeys_sellerPhone_idx" ON "shopKeys" ("sellerPhone");

-- The policy that a decision was made under.
ALTER TABLE "qualityReviews" ADD COLUMN "policyVersion" INTEGER;
