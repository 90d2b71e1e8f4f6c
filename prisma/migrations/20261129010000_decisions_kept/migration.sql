-- What a review is about is from now on the picture and every word shown; before, it was the picture and the words that the model reads
-- (lib/products/content-hash.ts, content-1 and content-2). What a person decided about the words and the picture that a product has now stays
-- decided: all that is kept of that content takes its new name. What only a model judged is reviewed anew when it is read next.
CREATE TEMPORARY TABLE "renamedContents" ON COMMIT DROP AS
  SELECT p."productId", p."contentHash" AS "before", encode(sha256(convert_to(concat(
      '["content-2",', COALESCE(to_json(p."imageHash")::text, 'null'),
      ',', to_json(COALESCE(p."cleanText", '')), ',', to_json(COALESCE(p."title", '')),
      ',', to_json(COALESCE(p."description", '')), ',', to_json(COALESCE(p."businessName", '')), ']'), 'UTF8')), 'hex') AS "after"
  FROM "products" p
  WHERE p."contentHash" = encode(sha256(convert_to(concat(
      '["content-1",', COALESCE(to_json(p."imageHash")::text, 'null'), ',', to_json(COALESCE(p."cleanText", '')), ']'), 'UTF8')), 'hex')
    AND EXISTS (
      SELECT 1 FROM "qualityReviews" r
      WHERE r."productId" = p."productId" AND r."contentHash" = p."contentHash" AND r."source" = 'moderator');

UPDATE "qualityReviews" r SET "contentHash" = c."after"
FROM "renamedContents" c WHERE r."productId" = c."productId" AND r."contentHash" = c."before";

UPDATE "productReports" r SET "contentHash" = c."after"
FROM "renamedContents" c WHERE r."productId" = c."productId" AND r."contentHash" = c."before";

UPDATE "productEmbeddings" e SET "contentHash" = c."after"
FROM "renamedContents" c WHERE e."productId" = c."productId" AND e."contentHash" = c."before";

UPDATE "products" p SET "contentHash" = c."after",
  "qcContentHash" = CASE WHEN p."qcContentHash" = c."before" THEN c."after" ELSE p."qcContentHash" END
FROM "renamedContents" c WHERE p."productId" = c."productId";

DROP TABLE "renamedContents";
