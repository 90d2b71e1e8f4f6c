import type { ProductView } from './product-view.schema';

interface JsonLdSettings {
  /** Where the product's page is. */
  url: string;
  /** Absolute. */
  imageUrl: string | null;
}

/** The product as search engines read it (schema.org). A price that is not known is left out, with the whole offer. */
export function productJsonLd(product: ProductView, { url, imageUrl }: JsonLdSettings) {
  const { productId, title, description, price, seller, brand, sizes, material } = product;
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: title,
    sku: productId,
    url,
    ...(description ? { description } : {}),
    ...(imageUrl ? { image: [imageUrl] } : {}),
    ...(brand ? { brand: { '@type': 'Brand', name: brand } } : {}),
    ...(material ? { material } : {}),
    ...(sizes.length > 0 ? { size: sizes } : {}),
    ...(price
      ? {
          offers: {
            '@type': 'Offer',
            url,
            price: price.amount,
            priceCurrency: price.currency,
            ...(seller.name ? { seller: { '@type': 'Organization', name: seller.name } } : {}),
          },
        }
      : {}),
  };
}

const ESCAPES: Record<string, string> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/** JSON that can stand in a `<script>`: no text in it can end the element or begin another. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (sign) => ESCAPES[sign] ?? sign);
}

/** Marks and overrides that turn the direction of the words around them, too. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A seller's words as one line in a title bar or a chat's card: at most `longest` characters, without those that
 * change the direction of the text around them.
 */
export function oneLine(text: string, longest: number): string {
  const signs = [...text.toWellFormed().replace(DIRECTION, '').replace(/\s+/g, ' ').trim()];
  if (signs.length <= longest) return signs.join('');
  return `${signs
    .slice(0, longest - 1)
    .join('')
    .trimEnd()}…`;
}
