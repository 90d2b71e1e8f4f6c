-- The feed looks at some thousand of the newest to let their sellers take turns: by the index alone.
CREATE INDEX "products_newest_idx" ON "products" ("listedAt" DESC, "productId" DESC) INCLUDE ("sellerPhone", "category")
WHERE "isListed" AND "listedAt" IS NOT NULL;
