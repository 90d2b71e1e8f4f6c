-- A random share of people's decisions is looked at by a second moderator, who does not know the first one's.
CREATE TABLE "secondLooks" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "productId" VARCHAR(20) NOT NULL,
  "contentHash" VARCHAR(64) NOT NULL,
  "state" VARCHAR(16) NOT NULL DEFAULT 'waiting',
  "firstBy" TEXT NOT NULL,
  "firstDecision" "review_decision" NOT NULL,
  "firstProblems" TEXT[] NOT NULL DEFAULT '{}',
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "secondBy" TEXT,
  "secondDecision" "review_decision",
  "secondProblems" TEXT[] NOT NULL DEFAULT '{}',
  "secondNote" TEXT,
  "decidedAt" TIMESTAMPTZ(3),
  "settledBy" TEXT,
  "settledDecision" "review_decision",
  "settledAt" TIMESTAMPTZ(3),
  CONSTRAINT "secondLooks_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "secondLooks_state_known"
    CHECK ("state" IN ('waiting', 'agreed', 'disagreed', 'settled', 'withdrawn')),
  CONSTRAINT "secondLooks_by_another" CHECK ("secondBy" <> "firstBy"),
  CONSTRAINT "secondLooks_decided_whole" CHECK (num_nonnulls("secondBy", "secondDecision", "decidedAt") IN (0, 3)),
  CONSTRAINT "secondLooks_settled_whole" CHECK (num_nonnulls("settledBy", "settledDecision", "settledAt") IN (0, 3)),
  CONSTRAINT "secondLooks_productId_fkey" FOREIGN KEY ("productId") REFERENCES "products" ("productId")
    ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "secondLooks_productId_idx" ON "secondLooks" ("productId");
CREATE INDEX "secondLooks_decidedAt_idx" ON "secondLooks" ("decidedAt");
CREATE INDEX "secondLooks_open" ON "secondLooks" ("state", "createdAt", "id")
  WHERE "state" IN ('waiting', 'disagreed');
-- One at a time for each product.
CREATE UNIQUE INDEX "secondLooks_one_waiting" ON "secondLooks" ("productId") WHERE "state" = 'waiting';
