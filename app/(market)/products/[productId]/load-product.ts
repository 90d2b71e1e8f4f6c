import { cache } from 'react';
import { database } from '@/app/wiring';
import { findLiveProduct } from '@/lib/search/product-rows';

/** Once per request, for the page and its metadata. */
export const loadProduct = cache((productId: string) => findLiveProduct(database(), productId));
