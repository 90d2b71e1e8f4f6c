-- Products from before colours were named: resize-pictures looks for them every minute, also when there are none left.
CREATE INDEX "products_undescribed" ON "products" ("listedAt") WHERE "isListed" AND "s3ImageUrl" IS NOT NULL AND "imageColours" IS NULL;
