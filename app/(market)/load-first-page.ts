import { database, pool, vocabulary } from '@/app/wiring/process';
import { browseProducts } from '@/lib/marketplace/browse-products';
import { isFeedCursor } from '@/lib/marketplace/cursor';
import { feedSort, type ProductFilters } from '@/lib/marketplace/product-filters';
import { type CardPage, toCardView } from '@/lib/marketplace/product-view.schema';

const PAGE = 30;

/** The page of a feed that the server writes. A cursor that is not ours starts from the beginning. */
export async function loadFirstPage(filters: ProductFilters, cursor: string | undefined): Promise<CardPage> {
  const { products, nextCursor } = await browseProducts(
    { db: database(), pool: pool(), vocabulary: vocabulary() },
    {
      ...filters,
      limit: PAGE,
      cursor: cursor && isFeedCursor(cursor, feedSort(filters.sort)) ? cursor : undefined,
    },
  );
  return { products: products.map(toCardView), nextCursor };
}
