-- What the reviewer reads in a product's words (docs/decisions/0024). A product's price is ours or, of the amounts that
-- stand in the words, the one that the reviewer names; "readPrice" stays what our own reader made of the page.
ALTER TABLE "products"
  ADD COLUMN "readPrice" JSONB,
  ADD COLUMN "brand" TEXT,
  ADD COLUMN "sizes" TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "material" TEXT;

UPDATE "products" SET "readPrice" = jsonb_build_object(
  'amount', "priceAmount", 'currency', "priceCurrency", 'text', COALESCE("priceText", ''))
WHERE "priceAmount" IS NOT NULL AND "priceCurrency" IS NOT NULL;

ALTER TABLE "qualityReviews" ADD COLUMN "facts" JSONB;

CREATE INDEX "qualityReviews_disagreement_idx" ON "qualityReviews" ("createdAt" DESC)
  WHERE "facts" ->> 'disagreement' IS NOT NULL;
