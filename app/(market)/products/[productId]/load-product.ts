import { cache } from 'react';
import { pool } from '@/app/wiring';
import { findLiveProduct } from '@/lib/marketplace/live-products';

/** Once per request, for the page and its metadata. */
export const loadProduct = cache((productId: string) => findLiveProduct(pool(), productId));
