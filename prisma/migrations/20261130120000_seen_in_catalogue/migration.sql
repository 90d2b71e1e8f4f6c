-- A link may name any number; that a visit of a seller's own catalogue showed a product is what makes it theirs.
ALTER TABLE "products" ADD COLUMN "seenInCatalogueAt" TIMESTAMPTZ(3);
