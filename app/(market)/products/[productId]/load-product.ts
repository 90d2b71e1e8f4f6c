import { setTimeout as sleep } from 'node:timers/promises';
import { headers } from 'next/headers';
import { cache } from 'react';
import { PATH_HEADER } from '@/app/server/language';
import { pool } from '@/app/wiring/process';
import { searchDeps } from '@/app/wiring/search';
import { goneNeighbours } from '@/lib/marketplace/gone-neighbours';
import { findLiveProduct } from '@/lib/marketplace/live-products';
import type { ProductView } from '@/lib/marketplace/product-view.schema';
import { productIdInPath } from '@/lib/products/ids.schema';
import type { MatchPage } from '@/lib/search/search-page.schema';
import { similarProducts } from '@/lib/search/search-products';

const SIMILAR = 20;
const NEIGHBOURS = 12;
/** Slower than this, the product is shown first. */
const AT_ONCE_MS = 400;

/** Once per request, for the page and its metadata. */
export const loadProduct = cache((productId: string) => findLiveProduct(pool(), productId));

/** Null when the index is away: the product itself is still worth showing. */
export type Similar = MatchPage | null;

/** A page of similar products; a cursor that is not ours starts from the beginning. */
export async function loadSimilar(productId: string, cursor: string | undefined): Promise<Similar> {
  try {
    return await similarProducts(searchDeps(), { productId, limit: SIMILAR, cursor });
  } catch {
    return cursor === undefined ? null : loadSimilar(productId, undefined);
  }
}

/** What is there soon is part of the first HTML, for those without JavaScript; what takes longer is streamed later. */
export async function soon<T>(promise: Promise<T>): Promise<{ value: T } | { later: Promise<T> }> {
  const patience = new AbortController();
  const tooLate = sleep(AT_ONCE_MS, { later: promise }, { signal: patience.signal });
  tooLate.catch(() => {});
  try {
    return await Promise.race([promise.then((value) => ({ value })), tooLate]);
  } finally {
    patience.abort();
  }
}

/** For a "not found" page, which Next gives no parameters: the path names the product. None while the index is away. */
export async function loadGoneNeighbours(): Promise<ProductView[]> {
  const productId = productIdInPath((await headers()).get(PATH_HEADER) ?? '');
  if (productId === undefined) return [];
  try {
    const { db, pool, vectors } = searchDeps();
    return await goneNeighbours({ db, pool, vectors: await vectors() }, productId, NEIGHBOURS);
  } catch {
    return [];
  }
}
