import { setTimeout as sleep } from 'node:timers/promises';
import { searchDeps } from '@/app/wiring';
import type { MatchPage } from '@/lib/search/search-page';
import { similarProducts } from '@/lib/search/search-products';

const PAGE = 20;
/** Slower than this, the product is shown first. */
const AT_ONCE_MS = 400;

/** Null when the index is away: the product itself is still worth showing. */
export type Similar = MatchPage | null;

/** A page of what is like the product; a cursor that is not ours starts from the beginning. */
export async function loadSimilar(productId: string, cursor: string | undefined): Promise<Similar> {
  try {
    return await similarProducts(searchDeps(), { productId, limit: PAGE, cursor });
  } catch {
    return cursor === undefined ? null : loadSimilar(productId, undefined);
  }
}

/**
 * What is there soon is part of the page's first HTML, where those without JavaScript find it; what takes longer follows, and
 * holds nothing up.
 */
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
