-- Words find words: `32gb` is written as `32 gb`, a product is found by its category, too, and by its emoji. What is mistyped is looked
-- up in a vocabulary (lib/words/vocabulary.ts): nothing is compared letter by letter here any more.

-- With the columns go their indexes.
ALTER TABLE "products" DROP COLUMN "searchWords", DROP COLUMN "searchText";
DROP FUNCTION "looksLike"(TEXT, TEXT);
DROP FUNCTION "likeness"(TEXT, TEXT);

-- As before, and cut where letters and digits meet: `32gb`, `32 GB` and `wh-1000xm5` are the same however they are written.
CREATE OR REPLACE FUNCTION "plainWords"(TEXT) RETURNS TEXT LANGUAGE SQL IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT regexp_replace(regexp_replace(regexp_replace(
    "plainText"($1),
    -- ASCII and Latin-1 but for letters and digits, general punctuation to dingbats, CJK punctuation, variation selectors, emoji.
    '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00A9\u00AB-\u00B4\u00B6-\u00B9\u00BB-\u00BF\u00D7\u00F7'
    || '\u2000-\u206F\u20A0-\u20CF\u2190-\u2BFF\u2E00-\u2E7F\u3000-\u3004\u3008-\u3020\uFE00-\uFE0F\U0001F000-\U0001FAFF]+',
    ' ', 'g'), '([0-9])(?=[^0-9 ])', '\1 ', 'g'), '([^0-9 ])(?=[0-9])', '\1 ', 'g')
$$;

-- What a product is found by beside its words: each emoji, and its category as `#shoes`.
CREATE FUNCTION "signsOf"(words TEXT, category TEXT) RETURNS TSVECTOR LANGUAGE SQL IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_to_tsvector(ARRAY(
    SELECT DISTINCT found[1] FROM regexp_matches(words, '[\u2600-\u27BF\U0001F000-\U0001F3FA\U0001F400-\U0001FAFF]', 'g') AS found
  ) || CASE WHEN category IS NULL THEN '{}' ELSE ARRAY['#' || category] END)
$$;

-- A: what the thing is called; B: whose it is; C: what is said about it.
ALTER TABLE "products" ADD COLUMN "searchWords" TSVECTOR GENERATED ALWAYS AS (
  setweight(to_tsvector('simple', "plainWords"(coalesce("title", ''))), 'A') ||
  setweight(to_tsvector('simple', "plainWords"(coalesce("brand", ''))), 'A') ||
  setweight(to_tsvector('simple', "plainWords"(coalesce("businessName", ''))), 'B') ||
  setweight(to_tsvector('simple', "plainWords"(coalesce("description", ''))), 'C') ||
  "signsOf"(coalesce("title", '') || ' ' || coalesce("description", ''), "category")
) STORED;
CREATE INDEX "products_searchWords_idx" ON "products" USING GIN ("searchWords") WHERE "isListed";

-- The feed by price, in its order (lib/marketplace/browse-products.ts): the home currency first, currencies never mixed, products
-- without a price last. A page is read from where it begins.
CREATE INDEX "products_cheapest_idx" ON "products" (
  (CASE WHEN "priceAmount" IS NULL OR "priceCurrency" IS NULL THEN 2 WHEN "priceCurrency" = 'KES' THEN 0 ELSE 1 END),
  (CASE WHEN "priceAmount" IS NULL THEN '' ELSE coalesce("priceCurrency", '') END),
  (CASE WHEN "priceCurrency" IS NULL THEN 0 ELSE coalesce("priceAmount", 0) END),
  "productId"
) WHERE "isListed" AND "listedAt" IS NOT NULL;
CREATE INDEX "products_dearest_idx" ON "products" (
  (CASE WHEN "priceAmount" IS NULL OR "priceCurrency" IS NULL THEN 2 WHEN "priceCurrency" = 'KES' THEN 0 ELSE 1 END),
  (CASE WHEN "priceAmount" IS NULL THEN '' ELSE coalesce("priceCurrency", '') END),
  (CASE WHEN "priceCurrency" IS NULL THEN 0 ELSE -coalesce("priceAmount", 0) END),
  "productId"
) WHERE "isListed" AND "listedAt" IS NOT NULL;
