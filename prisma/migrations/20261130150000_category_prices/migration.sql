-- A category and a price are asked for together: without this, all of the category is read for the few at the price.
CREATE INDEX "products_category_price_idx" ON "products" ("category", "priceCurrency", "priceAmount") WHERE "isListed";
