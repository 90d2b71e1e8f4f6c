import { orFirstPage } from '@/app/server/search-params';
import { database, pool, vocabulary } from '@/app/wiring/process';
import { browseProducts } from '@/lib/marketplace/browse-products';
import type { ProductFilters } from '@/lib/marketplace/product-filters';
import { type CardPage, toCardView } from '@/lib/marketplace/product-view.schema';

const PAGE = 30;

/** The page of a feed that the server writes. */
export async function loadFirstPage(filters: ProductFilters, after: string | undefined): Promise<CardPage> {
  const deps = { db: database(), pool: pool(), vocabulary: vocabulary() };
  const { products, nextCursor } = await orFirstPage(after, (cursor) =>
    browseProducts(deps, { ...filters, limit: PAGE, cursor }),
  );
  return { products: products.map(toCardView), nextCursor };
}
