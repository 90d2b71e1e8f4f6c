'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { apiRequest } from '@/components/market/api-request';
import type { CardPage, CardView } from '@/lib/search/card-view';

/** Those of the ids that are live now, by id. */
export function useProducts(ids: string[]) {
  const sorted = [...ids].sort().join(',');
  return useQuery({
    queryKey: ['products', sorted],
    enabled: ids.length > 0,
    queryFn: async ({ signal }): Promise<Map<string, CardView>> => {
      const { products } = await apiRequest<CardPage>(`/api/products?ids=${sorted}`, { signal });
      return new Map(products.map((product) => [product.productId, product]));
    },
    // One more or one less: the others stay where they are meanwhile.
    placeholderData: keepPreviousData,
  });
}
