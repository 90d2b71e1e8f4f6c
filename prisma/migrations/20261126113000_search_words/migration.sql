-- The words of a product are cut where those of a query are: at everything but letters, marks and digits. PostgreSQL's own parser takes
-- `red/blue` for a file, `shop.name` for a host and the end of `38-42` for a negative number. What it would take so is made a space
-- before it looks. Named by code points: what a class like [:alnum:] means depends on the database's locale.
CREATE FUNCTION "plainWords"(TEXT) RETURNS TEXT LANGUAGE SQL IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT regexp_replace(
    "plainText"($1),
    -- ASCII and Latin-1 but for letters and digits, general punctuation to dingbats, CJK punctuation, variation selectors, emoji.
    '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00A9\u00AB-\u00B4\u00B6-\u00B9\u00BB-\u00BF\u00D7\u00F7'
    || '\u2000-\u206F\u20A0-\u20CF\u2190-\u2BFF\u2E00-\u2E7F\u3000-\u3004\u3008-\u3020\uFE00-\uFE0F\U0001F000-\U0001FAFF]+',
    ' ', 'g'
  )
$$;

-- Whether something in a text looks like a word, and how much. Of the schema the extension lives in, which may be on no search path;
-- neither STRICT nor IMMUTABLE, so that PostgreSQL puts the operator in its place and uses the index.
DO $$
DECLARE
  home TEXT;
BEGIN
  SELECT n.nspname INTO STRICT home
  FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm';
  EXECUTE format(
    'CREATE FUNCTION "looksLike"(word TEXT, written TEXT) RETURNS BOOLEAN LANGUAGE SQL STABLE PARALLEL SAFE AS %L',
    format('SELECT $1 OPERATOR(%I.<<%%) $2', home)
  );
  EXECUTE format(
    'CREATE FUNCTION "likeness"(word TEXT, written TEXT) RETURNS REAL LANGUAGE SQL IMMUTABLE PARALLEL SAFE AS %L',
    format('SELECT %I.strict_word_similarity($1, $2)', home)
  );
END $$;

-- With the column goes its index.
ALTER TABLE "products" DROP COLUMN "searchWords";
ALTER TABLE "products" ADD COLUMN "searchWords" TSVECTOR GENERATED ALWAYS AS (
  setweight(to_tsvector('simple', "plainWords"(coalesce("title", ''))), 'A') ||
  setweight(to_tsvector('simple', "plainWords"(coalesce("businessName", ''))), 'B') ||
  setweight(to_tsvector('simple', "plainWords"(coalesce("description", ''))), 'C')
) STORED;
CREATE INDEX "products_searchWords_idx" ON "products" USING GIN ("searchWords") WHERE "isListed";
