import { database, searchDeps } from '@/app/wiring';
import { asSokoError } from '@/lib/platform/errors';
import { browseProducts } from '@/lib/search/browse-products';
import type { ProductFilters } from '@/lib/search/product-filters';
import type { ProductView, SearchPage } from '@/lib/search/product-view';
import { searchProducts } from '@/lib/search/search-products';
import { toVectorFilter } from '@/lib/search/vector-filter';

type Found = { kind: 'meaning'; page: SearchPage } | { kind: 'words'; products: ProductView[] };

/** By meaning; while the model or the index is away, by the words themselves. */
export async function searchByWords(text: string, filters: ProductFilters): Promise<Found> {
  try {
    const filter = await toVectorFilter(database(), filters);
    return { kind: 'meaning', page: await searchProducts(await searchDeps(), { text, filter, limit: 30 }) };
  } catch (error) {
    if (asSokoError(error).status < 500) throw error;
    const { products } = await browseProducts(database(), { ...filters, q: text, limit: 60 });
    return { kind: 'words', products };
  }
}
