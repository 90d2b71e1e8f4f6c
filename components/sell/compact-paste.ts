import { catalogueUrl, productUrl } from '@/lib/catalog/link-path';
import type { PastedLinks } from '@/lib/catalog/links';

/**
 * What was understood of a long text, one link a line, with what was not: all that has to be sent of a sheet with
 * thousands of rows, or kept in a phone's memory.
 */
export function compactPaste({ catalogues, products, refused }: PastedLinks, whatsappOrigin: string): string {
  return [
    ...catalogues.map((phone) => catalogueUrl(whatsappOrigin, phone)),
    ...products.map(({ productId, sellerPhone }) => productUrl(whatsappOrigin, productId, sellerPhone)),
    // Words without a link are left alone.
    ...refused.filter(({ code }) => code !== 'no_link' && code !== 'phone_only').map(({ text }) => text),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** The product links of one seller, as they are handed in. */
export function productLinksOf(links: PastedLinks, phone: string, whatsappOrigin: string): string {
  const products = links.products.filter(({ sellerPhone }) => sellerPhone === phone);
  return compactPaste({ ...links, catalogues: [], products, refused: [] }, whatsappOrigin);
}
