import type { ProductView } from './product-view';

interface JsonLdSettings {
  /** Where the product's page is. */
  url: string;
  /** Absolute. */
  imageUrl: string | null;
}

/** The product as search engines read it (schema.org). A price that is not known is left out, with the whole offer. */
export function productJsonLd(product: ProductView, { url, imageUrl }: JsonLdSettings) {
  const { productId, title, description, price, seller } = product;
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: title,
    sku: productId,
    url,
    ...(description ? { description } : {}),
    ...(imageUrl ? { image: [imageUrl] } : {}),
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
