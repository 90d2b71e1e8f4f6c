-- Another model is made ready while shoppers search with the one in use: a product may have a vector in each space.
ALTER TABLE "productEmbeddings" DROP CONSTRAINT "productEmbeddings_pkey";
ALTER TABLE "productEmbeddings" ADD CONSTRAINT "productEmbeddings_pkey" PRIMARY KEY ("productId", "space");
CREATE INDEX "productEmbeddings_space_productId_idx" ON "productEmbeddings" ("space", "productId");

CREATE TYPE "space_state" AS ENUM ('in_use', 'filling', 'left', 'dropping');
CREATE TABLE "embeddingSpaces" (
  "space" TEXT NOT NULL,
  "state" "space_state" NOT NULL,
  "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "indexedTo" TIMESTAMPTZ(3),
  CONSTRAINT "embeddingSpaces_pkey" PRIMARY KEY ("space")
);
CREATE UNIQUE INDEX "embeddingSpaces_one_in_use" ON "embeddingSpaces" ("state") WHERE "state" = 'in_use';

CREATE TABLE "reindexFailures" (
  "productId" VARCHAR(20) NOT NULL,
  "space" TEXT NOT NULL,
  "contentHash" VARCHAR(64) NOT NULL,
  "code" TEXT NOT NULL,
  "message" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "reindexFailures_pkey" PRIMARY KEY ("productId", "space"),
  CONSTRAINT "reindexFailures_productId_fkey" FOREIGN KEY ("productId") REFERENCES "products" ("productId") ON DELETE CASCADE ON UPDATE CASCADE
);

-- In use is what most live products are embedded in; where none is live, what most are.
INSERT INTO "embeddingSpaces" ("space", "state")
SELECT "embeddingSpace", CASE WHEN row_number() OVER (ORDER BY count(*) FILTER (WHERE "isListed") DESC, count(*) DESC) = 1
  THEN 'in_use' ELSE 'left' END::"space_state"
FROM "products" WHERE "embeddingSpace" IS NOT NULL GROUP BY "embeddingSpace";

-- Said by "productEmbeddings" alone from now on.
ALTER TABLE "products" DROP COLUMN "embeddingSpace";
