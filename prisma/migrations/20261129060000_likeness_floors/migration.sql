-- How near the nearest product is to photos of things that are sold here, measured on the catalogue itself: a photo
-- that finds nothing so near is told so.
CREATE TABLE "likenessFloors" (
  "space" TEXT PRIMARY KEY,
  "floor" DOUBLE PRECISION,
  "photos" INTEGER NOT NULL,
  "products" INTEGER NOT NULL,
  "measuredAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
