import { contentHash } from '@/lib/products/content-hash';
import { isSettled, type ProductRecord } from '@/lib/products/product-record';
import { readPriceOf } from '@/lib/products/review-facts';
import type { Page } from '../product-stage/product-source';

/**
 * What a freshly read page means for a product. `compare-picture`: all else is as it was, so the picture's bytes decide
 * (its URL is another one at every fetch).
 */
export type PageVerdict =
  | { kind: 'changed'; reviewAgain: boolean }
  | { kind: 'unchanged' }
  | { kind: 'compare-picture' };

export function judgePage(stored: ProductRecord, page: Page, space: string): PageVerdict {
  const sameWords =
    stored.cleanText === page.cleanText &&
    stored.title === page.title &&
    stored.description === page.description &&
    stored.businessName === page.businessName;
  const samePresence = (stored.imageHash === null) === (page.imageUrl === null);
  const known = stored.contentHash !== null;
  if (!sameWords || !samePresence) return { kind: 'changed', reviewAgain: known };
  if (stored.contentHash === null || !isSettled(stored, stored.contentHash, space)) {
    return { kind: 'changed', reviewAgain: false };
  }
  // Written before the words were: the vector may be of other words than the row holds.
  if (stored.contentHash !== contentHash(stored)) return { kind: 'changed', reviewAgain: true };
  return page.imageUrl === null ? { kind: 'unchanged' } : { kind: 'compare-picture' };
}

/** The verdict once the picture's bytes are known. */
export function judgePicture(stored: ProductRecord, imageHash: string): PageVerdict {
  return stored.imageHash === imageHash ? { kind: 'unchanged' } : { kind: 'changed', reviewAgain: true };
}

/** Whether what shoppers see, or may filter by, moves with this page: the listing has to be looked at again. */
export function touchesListing(stored: ProductRecord, page: Page, reviewAgain: boolean): boolean {
  const read = readPriceOf(stored);
  const samePrice = (read?.amount ?? null) === page.priceAmount && (read?.currency ?? null) === page.priceCurrency;
  return stored.isListed ? reviewAgain || !samePrice : stored.qcStatus === 'approved' && !reviewAgain;
}
