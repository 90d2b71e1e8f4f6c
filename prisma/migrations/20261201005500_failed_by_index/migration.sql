-- Whether anything newer is known of what has failed: by the index alone, one by one.
CREATE INDEX "syncItems_productId_createdAt_idx" ON "syncItems" ("productId", "createdAt");
-- How many have failed for which cause, the same.
CREATE INDEX "syncItems_failed_causes_idx" ON "syncItems" ("problemCode", "productId", "createdAt")
  WHERE "outcome" = 'failed' AND "dismissedAt" IS NULL;
