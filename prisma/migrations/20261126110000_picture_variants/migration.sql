-- Which smaller copies of the stored picture exist, e.g. '480.avif'. Rows without any get theirs from resize-pictures.
ALTER TABLE "products" ADD COLUMN "s3ImageVariants" TEXT[] NOT NULL DEFAULT '{}';
CREATE INDEX "products_s3ImageUrl_idx" ON "products" ("s3ImageUrl");
CREATE INDEX "products_uncopied" ON "products" ("listedAt") WHERE "isListed" AND "s3ImageUrl" IS NOT NULL AND "s3ImageVariants" = '{}';
