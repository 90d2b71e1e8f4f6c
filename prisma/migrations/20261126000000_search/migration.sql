-- Search: what a picture shows, the words of a product without accents, and photo searches that can be shared.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- Lower case, without accents. unaccent() itself is not immutable, as its dictionary could be changed; a generated column needs a
-- function that is. The extension may live in a schema of its own, as hosted databases have it.
DO $$
DECLARE
  home TEXT;
BEGIN
  SELECT n.nspname INTO STRICT home
  FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'unaccent';
  EXECUTE format(
    'CREATE FUNCTION "plainText"(TEXT) RETURNS TEXT LANGUAGE SQL IMMUTABLE PARALLEL SAFE STRICT AS %L',
    format('SELECT lower(%I.unaccent(%L::regdictionary, $1))', home, format('%I.unaccent', home))
  );
END $$;

ALTER TABLE "products"
  ADD COLUMN "imagePerceptualHash" VARCHAR(16),
  ADD COLUMN "imageColours" TEXT[],
  ADD COLUMN "searchText" TEXT GENERATED ALWAYS AS (
    "plainText"(coalesce("title", '') || E'\n' || coalesce("description", '') || E'\n' || coalesce("businessName", ''))
  ) STORED,
  ADD COLUMN "searchWords" TSVECTOR GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', "plainText"(coalesce("title", ''))), 'A') ||
    setweight(to_tsvector('simple', "plainText"(coalesce("businessName", ''))), 'B') ||
    setweight(to_tsvector('simple', "plainText"(coalesce("description", ''))), 'C')
  ) STORED;

-- Only live products are searched and browsed.
CREATE INDEX "products_searchWords_idx" ON "products" USING GIN ("searchWords") WHERE "isListed";
DO $$
DECLARE
  home TEXT;
BEGIN
  SELECT n.nspname INTO STRICT home
  FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm';
  EXECUTE format(
    'CREATE INDEX "products_searchText_idx" ON "products" USING GIN ("searchText" %I.gin_trgm_ops) WHERE "isListed"', home
  );
END $$;
CREATE INDEX "products_imageColours_idx" ON "products" USING GIN ("imageColours") WHERE "isListed";
CREATE INDEX "products_category_listedAt_idx" ON "products" ("category", "listedAt" DESC) WHERE "isListed";
CREATE INDEX "products_price_idx" ON "products" ("priceCurrency", "priceAmount") WHERE "isListed";

-- A shared photo search: the photo's vector for some days, never the photo.
CREATE TABLE "photoSearches" (
  "id" VARCHAR(22) NOT NULL,
  "space" TEXT NOT NULL,
  "vector" BYTEA NOT NULL,
  "expiresAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "photoSearches_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "photoSearches" ALTER COLUMN "vector" SET STORAGE EXTERNAL;
CREATE INDEX "photoSearches_expiresAt_idx" ON "photoSearches" ("expiresAt");
