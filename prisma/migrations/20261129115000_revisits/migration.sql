-- Catalogues are visited again without anybody asking, for what is new in them (inngest/revisit-catalogues).
ALTER TABLE "syncRuns" ADD COLUMN "onlyNew" BOOLEAN NOT NULL DEFAULT false;

-- The last catalogue run of each seller, and what such visits ended with lately.
CREATE INDEX "syncRuns_catalogues" ON "syncRuns" ("sellerPhone", "createdAt" DESC) WHERE "kind" = 'catalogue';
CREATE INDEX "syncRuns_revisits" ON "syncRuns" ("createdAt" DESC) WHERE "onlyNew";
CREATE INDEX "sellers_lastScoutedAt_idx" ON "sellers" ("lastScoutedAt");
