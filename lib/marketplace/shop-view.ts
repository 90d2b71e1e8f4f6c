import { NEWEST_READ, sellerSays, shopSays } from '@/lib/place-and-delivery/seller-says';
import { type BrowseDeps, browseProducts } from './browse-products';
import { findLiveProduct } from './live-products';
import { findSellerCard } from './seller-card';
import type { ProductDetail, ShopView } from './shop-view.schema';

/** A shop as its page tells of it; null when the id is unknown, or all is about to be erased. */
export async function findShop(deps: BrowseDeps, sellerId: string): Promise<ShopView | null> {
  const seller = await findSellerCard(deps.db, sellerId);
  if (!seller) return null;
  const { phone: _, ...shop } = seller;
  const { products } = await browseProducts(deps, { seller: seller.id, limit: NEWEST_READ });
  return { ...shop, says: shopSays(products.map(({ description }) => description)) };
}

/** A product as its page tells of it; null when it is unknown or not live. */
export async function findProductDetail(
  { db, pool }: Pick<BrowseDeps, 'db' | 'pool'>,
  productId: string,
): Promise<ProductDetail | null> {
  const product = await findLiveProduct(pool, productId);
  const shop = product && (await findSellerCard(db, product.seller.id));
  if (!shop) return null;
  const { products, since, provenAt, lastSeenAt } = shop;
  return {
    ...product,
    seller: { ...product.seller, products, since, provenAt, lastSeenAt },
    says: sellerSays(product.description),
  };
}
