-- How often a product was looked at, asked about and shown to who searched, by day. Numbers only: nobody is in them.
CREATE TABLE "productDays" (
  "productId" VARCHAR(20) NOT NULL,
  "day" DATE NOT NULL,
  "views" INTEGER NOT NULL DEFAULT 0,
  "chats" INTEGER NOT NULL DEFAULT 0,
  "searches" INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "productDays_pkey" PRIMARY KEY ("productId", "day"),
  CONSTRAINT "productDays_productId_fkey" FOREIGN KEY ("productId") REFERENCES "products" ("productId") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "productDays_day_idx" ON "productDays" ("day");
