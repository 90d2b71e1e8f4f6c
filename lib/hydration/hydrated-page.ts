import type { FoundProduct } from '@/lib/catalog/catalog-scout';
import { asSokoError } from '@/lib/platform/errors';
import type { AllowList } from '@/lib/platform/safe-fetch/allow-list';
import { cdnUrlExpiry } from './cdn-url';
import { cleanTextForModel } from './clean-text';
import type { HydratedPage } from './hydrate-result';
import { type Price, readPrice } from './price';
import { type NotAProductPage, type ProductPage, readProductPage } from './product-page';

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
  const outcome = readProductPage(html, { finalUrl, productId: product.productId, businessName });
  if (outcome.kind === 'gone') return { kind: 'gone', proof: 'page_not_found' };
  if (outcome.kind === 'not_a_product_page') return outcome;
  const { title, businessName: business, description, imageUrl } = outcome.page;
  const imageRefused = imageUrl === null ? null : refusalOf(imageUrl, allow);
  return {
    kind: 'product',
    page: {
      ...product,
      title,
      businessName: business,
      description,
      cleanText: cleanTextForModel(title, description),
      price: priceOf(outcome.page, product.sellerPhone),
      imageUrl: imageRefused === null ? imageUrl : null,
      imageExpiresAt: imageUrl === null || imageRefused !== null ? null : cdnUrlExpiry(imageUrl),
      imageRefused,
    },
  };
}

function refusalOf(imageUrl: string, allow: AllowList): string | null {
  try {
    allow.check(imageUrl, 'image');
    return null;
  } catch (error) {
    return asSokoError(error).code;
  }
}

/** What the page states in its own tags wins over what the seller wrote. */
function priceOf({ statedPrice, title, description }: ProductPage, sellerPhone: string): Price | null {
  const amount = Number(statedPrice?.amount);
  if (statedPrice !== null && amount > 0 && amount < 1e9 && /^[a-z]{3}$/i.test(statedPrice.currency)) {
    const currency = statedPrice.currency.toUpperCase();
    return { amount: Math.round(amount * 100) / 100, currency, text: `${currency} ${statedPrice.amount}` };
  }
  return readPrice([title, description].filter((part) => part !== null).join('\n'), sellerPhone);
}
