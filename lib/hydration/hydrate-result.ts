import type { Price } from './price';

/** One product as its page has it now. */
export interface HydratedPage {
  productId: string;
  sellerPhone: string;
  title: string | null;
  businessName: string | null;
  description: string | null;
  /** Title and description as the model reads them; null when nothing is left. */
  cleanText: string | null;
  price: Price | null;
  /** The signed CDN link; null when there is none or when it leads to a host that is not fetched. */
  imageUrl: string | null;
  /** From the link's `oe=`. */
  imageExpiresAt: Date | null;
  /** Why the page's image link was left out, as an error code. */
  imageRefused: string | null;
}

/** What one attempt at one product's page came to. The pipeline sleeps between attempts, durably. */
export type HydrateResult =
  | { kind: 'product'; page: HydratedPage }
  /** WhatsApp says that the product does not exist. */
  | { kind: 'gone'; proof: 'http_404' | 'http_410' | 'page_not_found' }
  /**
   * Worth another attempt after this long (backoff and Retry-After are in it). `asked` is false when WhatsApp was not asked
   * at all, as it had asked everyone to slow down: that wait uses up no attempt.
   */
  | { kind: 'retry'; code: string; message: string; afterMs: number; asked: boolean }
  | { kind: 'failed'; code: string; message: string };

export interface FetchedImage {
  bytes: Buffer;
  /** As declared: may be wrong, or ''. */
  contentType: string;
  etag: string | null;
}
