-- The one of products and times does for it. Apart from that one's migration: it waits for nobody who waits for it.
DROP INDEX "syncItems_productId_idx";
