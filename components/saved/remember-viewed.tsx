'use client';

import { useEffect } from 'react';
import { viewedList } from './product-lists';

/** Notes on this device that the product was looked at. */
export function RememberViewed({ productId, title }: { productId: string; title: string }) {
  useEffect(() => viewedList.add({ productId, title }), [productId, title]);
  return null;
}
