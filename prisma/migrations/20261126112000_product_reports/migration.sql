-- What shoppers say is wrong with a live product. A report hides nothing: a moderator's decision closes it.
CREATE TABLE "productReports" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "productId" VARCHAR(20) NOT NULL,
  "contentHash" VARCHAR(64) NOT NULL,
  "reason" VARCHAR(32) NOT NULL,
  "note" TEXT,
  "clientHash" VARCHAR(64) NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "resolvedAt" TIMESTAMPTZ(3),
  "resolvedBy" TEXT,
  CONSTRAINT "productReports_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "productReports_note_length" CHECK (char_length("note") <= 500),
  CONSTRAINT "productReports_resolved_by_somebody" CHECK (("resolvedAt" IS NULL) = ("resolvedBy" IS NULL)),
  CONSTRAINT "productReports_productId_fkey" FOREIGN KEY ("productId") REFERENCES "products" ("productId") ON DELETE CASCADE ON UPDATE CASCADE
);
-- One client's word about one content counts once, also after a moderator has decided.
CREATE UNIQUE INDEX "productReports_productId_clientHash_contentHash_key" ON "productReports" ("productId", "clientHash", "contentHash");
CREATE INDEX "productReports_open" ON "productReports" ("productId", "createdAt") WHERE "resolvedAt" IS NULL;
