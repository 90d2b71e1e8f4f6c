import type { FoundProduct } from '@/lib/catalog/catalog-scout';
import type { AllowList } from '@/lib/platform/safe-fetch/allow-list';
import { findProofCodes, withoutProofCodes } from '@/lib/sellers/proof/proof-code';
import { cleanTextForModel } from './clean-text';
import { type Price, readPrice, readStatedPrice } from './price/read-price';
import { type NotAProductPage, type ProductPage, readProductPage } from './product-page';

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
  /** The signed CDN link; null where there is none, or none of a host that is fetched. */
  imageUrl: string | null;
  /** From the link's `oe=`. */
  imageExpiresAt: Date | null;
  /** Codes by which sellers show that a shop is theirs; the texts are without them. */
  proofCodes: string[];
}

interface Reading {
  finalUrl: string;
  businessName: string | null | undefined;
  /** Decides whether the page's image link may be fetched, and shown to shoppers. */
  allow: AllowList;
}

export type ReadPage =
  | { kind: 'product'; page: HydratedPage }
  | { kind: 'gone'; proof: 'page_not_found' }
  | { kind: 'not_a_product_page'; code: NotAProductPage };

/** Everything that a product's page says, parsed. */
export function readHydratedPage(
  html: string,
  product: FoundProduct,
  { finalUrl, businessName, allow }: Reading,
): ReadPage {
  const mayFetch = (imageUrl: string): boolean => isAllowed(imageUrl, allow);
  const outcome = readProductPage(html, { finalUrl, productId: product.productId, businessName, mayFetch });
  if (outcome.kind === 'gone') return { kind: 'gone', proof: 'page_not_found' };
  if (outcome.kind === 'not_a_product_page') return outcome;
  const { businessName: business, imageUrl } = outcome.page;
  const written = [outcome.page.title, outcome.page.description];
  const [title = null, description = null] = written.map(withoutProofCodes);
  return {
    kind: 'product',
    page: {
      ...product,
      title,
      businessName: business,
      description,
      cleanText: cleanTextForModel(title, description),
      price: priceOf({ ...outcome.page, title, description }, product.sellerPhone),
      imageUrl,
      imageExpiresAt: imageUrl === null ? null : cdnUrlExpiry(imageUrl),
      proofCodes: written.flatMap(findProofCodes),
    },
  };
}

function isAllowed(imageUrl: string, allow: AllowList): boolean {
  try {
    allow.check(imageUrl, 'image');
    return true;
  } catch {
    return false;
  }
}

/** Links are signed for days or weeks; a date far outside of that is not an expiry. */
const EARLIEST = Date.UTC(2015, 0);
const LATEST = Date.UTC(2100, 0);

/** When a Meta CDN link dies, from its `oe=` (hex Unix seconds), or null where it does not say. */
export function cdnUrlExpiry(url: string): Date | null {
  const hex = /[?&]oe=([0-9a-f]{6,10})(?:[&#]|$)/i.exec(url)?.[1];
  if (hex === undefined) return null;
  const at = Number.parseInt(hex, 16) * 1000;
  return at > EARLIEST && at < LATEST ? new Date(at) : null;
}

/** What the page states in its own tags wins over what the seller wrote. */
function priceOf({ statedPrice, title, description }: ProductPage, sellerPhone: string): Price | null {
  const stated = statedPrice === null ? null : readStatedPrice(statedPrice, sellerPhone);
  if (stated !== null) return stated;
  return readPrice([title, description].filter((part) => part !== null).join('\n'), sellerPhone);
}
