import { headers } from 'next/headers';
import { PATH_HEADER } from '@/app/server/language';
import { searchDeps } from '@/app/wiring';
import { goneNeighbours } from '@/lib/search/gone-neighbours';
import type { ProductView } from '@/lib/search/product-view';

/** Next gives no parameters to a page that says "not found": the address does. None while the index is away. */
export async function loadGoneNeighbours(): Promise<ProductView[]> {
  const path = (await headers()).get(PATH_HEADER) ?? '';
  const productId = /^\/products\/(\d{1,20})$/.exec(path)?.[1];
  if (productId === undefined) return [];
  try {
    const { db, pool, vectors } = searchDeps();
    return await goneNeighbours({ db, pool, vectors: await vectors() }, productId, 12);
  } catch {
    return [];
  }
}
