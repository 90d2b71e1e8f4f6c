-- A device shows that a shop's number is its holder's, by a code in one product's text on WhatsApp.
CREATE TABLE "shopProofs" (
  "id" UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  "sellerPhone" VARCHAR(15) NOT NULL REFERENCES "sellers" ("phone") ON DELETE CASCADE ON UPDATE CASCADE,
  "keyHash" VARCHAR(64) NOT NULL,
  "code" VARCHAR(16) NOT NULL,
  "state" VARCHAR(8) NOT NULL DEFAULT 'open' CHECK ("state" IN ('open', 'looking', 'proven')),
  "productId" VARCHAR(20),
  "finding" VARCHAR(16),
  "asked" INTEGER NOT NULL DEFAULT 0,
  "askedAt" TIMESTAMPTZ(3),
  "lookedAt" TIMESTAMPTZ(3),
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "expiresAt" TIMESTAMPTZ(3) NOT NULL
);
CREATE UNIQUE INDEX "shopProofs_keyHash_sellerPhone_key" ON "shopProofs" ("keyHash", "sellerPhone");
CREATE INDEX "shopProofs_sellerPhone_idx" ON "shopProofs" ("sellerPhone");
CREATE INDEX "shopProofs_expiresAt_idx" ON "shopProofs" ("expiresAt");
