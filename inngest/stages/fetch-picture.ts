import { hashImage } from '@/lib/products/content-hash';
import type { Again, Failed, Page, PageSource } from './page-source';

export interface PictureOwner {
  productId: string;
  sellerPhone: string;
  imageUrl: string;
}

export type FetchedPicture =
  | {
      kind: 'picture';
      bytes: Uint8Array;
      hash: string;
      /** The page, where it had to be read for a new link. */
      renewed: Page | null;
    }
  | Again
  | Failed;

/** A product's picture; a link that has died is renewed once, from the product's page. Saves nothing. */
export async function fetchPicture(source: PageSource, owner: PictureOwner): Promise<FetchedPicture> {
  const first = await source.readPicture(owner.imageUrl);
  if (first.kind === 'picture') return { ...first, hash: hashImage(first.bytes), renewed: null };
  if (first.kind !== 'expired') return first;
  const page = await source.readPage(owner);
  if (page.kind === 'gone') return { kind: 'failed', code: 'product_gone', message: GONE };
  if (page.kind !== 'product') return page;
  if (page.page.imageUrl === null) return { kind: 'failed', code: 'no_picture', message: NO_PICTURE };
  const second = await source.readPicture(page.page.imageUrl);
  if (second.kind === 'expired') return { kind: 'retry', code: 'image_expired', message: EXPIRED };
  return second.kind === 'picture' ? { ...second, hash: hashImage(second.bytes), renewed: page.page } : second;
}

const GONE = 'WhatsApp says that this product is not there any more.';
const NO_PICTURE = 'The product has no picture on WhatsApp any more.';
const EXPIRED = 'WhatsApp’s link to the picture had expired, and so had the new one. The next heartbeat tries again.';
