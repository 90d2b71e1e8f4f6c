-- The vector store on PostgreSQL: live products' vectors by embedding space, read into memory by whoever searches.
CREATE TABLE "vectorEntries" (
  "space" TEXT NOT NULL,
  "productId" VARCHAR(20) NOT NULL,
  "vector" BYTEA,
  "sellerPhone" VARCHAR(15) NOT NULL DEFAULT '',
  "category" TEXT,
  "priceAmount" DOUBLE PRECISION,
  "priceCurrency" VARCHAR(3),
  "deletedAt" TIMESTAMPTZ(3),
  "txid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT "vectorEntries_pkey" PRIMARY KEY ("space", "productId")
);
-- Float bytes do not compress: trying to costs time on every read.
ALTER TABLE "vectorEntries" ALTER COLUMN "vector" SET STORAGE EXTERNAL;
CREATE INDEX "vectorEntries_space_txid_idx" ON "vectorEntries" ("space", "txid");

-- Up to which transaction tombstones may be gone: a reader that stopped before it reads the whole list of ids again.
CREATE TABLE "vectorPurges" (
  "space" TEXT NOT NULL,
  "purgedThrough" xid8 NOT NULL,
  CONSTRAINT "vectorPurges_pkey" PRIMARY KEY ("space")
);
