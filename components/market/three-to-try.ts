import type { CardView } from '@/lib/marketplace/product-view.schema';

const COUNT = 3;

/**
 * Whose pictures a shopper may try a search with: of different shops where there are, from the end of the page, for its
 * beginning is seen below anyway. Stored pictures only: WhatsApp's may be gone when somebody presses them.
 */
export function threeToTry(products: CardView[]): CardView[] {
  const stored = products.filter(({ s3ImageUrl }) => s3ImageUrl !== null).reverse();
  const shops = stored.map(({ seller }) => seller.id);
  const ofEachShop = stored.filter(({ seller }, at) => shops.indexOf(seller.id) === at);
  return [...new Set([...ofEachShop, ...stored])].slice(0, COUNT);
}
