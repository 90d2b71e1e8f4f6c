import { orFirstPage } from '@/app/server/search-params';
import { database, pool, vocabulary } from '@/app/wiring/process';
import { browseProducts } from '@/lib/marketplace/browse-products';
import type { ProductFilters } from '@/lib/marketplace/product-filters';
import { type CardPage, type ProductPage, toCardView } from '@/lib/marketplace/product-view.schema';

const PAGE = 30;

/** The page of a feed that the server writes. */
export async function loadFirstPage(filters: ProductFilters, after: string | undefined): Promise<CardPage> {
  return toCardPage(await loadProducts(filters, after));
}

/** The same with all that is known of its products. */
export function loadProducts(filters: ProductFilters, after: string | undefined): Promise<ProductPage> {
  const deps = { db: database(), pool: pool(), vocabulary: vocabulary() };
  return orFirstPage(after, (cursor) => browseProducts(deps, { ...filters, limit: PAGE, cursor }));
}

export function toCardPage({ products, nextCursor }: ProductPage): CardPage {
  return { products: products.map(toCardView), nextCursor };
}
