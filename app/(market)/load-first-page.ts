import { database, pool } from '@/app/wiring';
import { browseProducts } from '@/lib/search/browse-products';
import { type CardPage, toCardView } from '@/lib/search/card-view';
import { isFeedCursor } from '@/lib/search/cursor';
import { feedSort, type ProductFilters } from '@/lib/search/product-filters';

const PAGE = 30;

/** The page of a feed that the server writes. A cursor that is not ours starts from the beginning. */
export async function loadFirstPage(filters: ProductFilters, cursor: string | undefined): Promise<CardPage> {
  const { products, nextCursor } = await browseProducts(
    { db: database(), pool: pool() },
    {
      ...filters,
      limit: PAGE,
      cursor: cursor && isFeedCursor(cursor, feedSort(filters.sort)) ? cursor : undefined,
    },
  );
  return { products: products.map(toCardView), nextCursor };
}
