import { cache } from 'react';
import { absoluteUrl } from '@/app/server/page-metadata';
import { database, pool, vocabulary } from '@/app/wiring/process';
import { whatsappChatUrl } from '@/lib/catalog/link-path';
import { browseProducts } from '@/lib/marketplace/browse-products';
import { type CardView, toCardView } from '@/lib/marketplace/product-view.schema';
import { findSellerCard, type SellerCard } from '@/lib/marketplace/seller-card';
import { type SellerSays, shopSays } from '@/lib/place-and-delivery/seller-says';

/** So many of the newest are read for what a shop says of itself. */
const NEWEST = 24;
const ON_COVER = 4;

/** Once per request, for a page and its metadata. */
export const loadShop = cache((sellerId: string) => findSellerCard(database(), sellerId));

interface ShopFront {
  cover: CardView[];
  says: SellerSays;
}

/** What a shop shows of itself whatever is looked for in it. */
export async function loadShopFront(sellerId: string): Promise<ShopFront> {
  const deps = { db: database(), pool: pool(), vocabulary: vocabulary() };
  const { products } = await browseProducts(deps, { seller: sellerId, limit: NEWEST });
  return {
    cover: products
      .filter(({ imageUrl }) => imageUrl !== null)
      .slice(0, ON_COVER)
      .map(toCardView),
    says: shopSays(products.map(({ description }) => description)),
  };
}

/** A chat with a shop; `write` gets the link to its page here. Null while nothing of theirs is live. */
export function chatWithShop({ phone, id }: SellerCard, write: (parts: { link: string }) => string): string | null {
  return phone === null ? null : whatsappChatUrl(phone, write({ link: absoluteUrl(`/sellers/${id}`) }));
}
