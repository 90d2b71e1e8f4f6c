-- Notices of what went live stay for good, one a product. Every ten minutes the newest of all is asked for, and those of the other kinds, which
-- pass, are looked through: neither reads the whole table.
CREATE INDEX "sellerNotices_createdAt_idx" ON "sellerNotices" ("createdAt");
CREATE INDEX "sellerNotices_passing" ON "sellerNotices" ("kind", "happenedAt") WHERE "kind" <> 'product_live';
