import { searchDeps } from '@/app/wiring';
import type { ProductFilters } from '@/lib/search/product-filters';
import type { SearchPage } from '@/lib/search/product-view';
import { searchProducts } from '@/lib/search/search-products';

/** What the page shows at first, without JavaScript too. `mode` says whether it was found by meaning or by the words themselves. */
export function searchByWords(text: string, filters: Omit<ProductFilters, 'q'>): Promise<SearchPage> {
  return searchProducts(searchDeps(), { picture: null, text, filters, limit: 30 });
}
