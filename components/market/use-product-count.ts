'use client';

import { useEffect, useState } from 'react';
import { apiRequest } from '@/components/api/api-request';
import type { ProductCount } from '@/lib/marketplace/product-view.schema';

/** Somebody types a price digit by digit. */
const SETTLED_MS = 250;

/** How many products these parameters leave; null until it is known, or when nobody can tell. */
export function useProductCount(params: string | null): ProductCount | null {
  const [counted, setCounted] = useState<{ params: string; count: ProductCount } | null>(null);
  useEffect(() => {
    if (params === null) return;
    const asking = new AbortController();
    const ask = () =>
      apiRequest('productCount', `/api/products/count?${params}`, { signal: asking.signal })
        .then((count) => setCounted({ params, count }))
        .catch(() => {});
    const timer = setTimeout(ask, SETTLED_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [params]);
  return counted !== null && counted.params === params ? counted.count : null;
}
