import { cache } from 'react';
import { absoluteUrl } from '@/app/server/page-metadata';
import { database } from '@/app/wiring/process';
import { whatsappChatUrl } from '@/lib/catalog/link-path';
import type { ProductFilters } from '@/lib/marketplace/product-filters';
import { type CardPage, type CardView, toCardView } from '@/lib/marketplace/product-view.schema';
import { findSellerCard, type SellerCard } from '@/lib/marketplace/seller-card';
import { shopSays } from '@/lib/place-and-delivery/seller-says';
import type { SellerSays } from '@/lib/place-and-delivery/seller-says.schema';
import { loadProducts, toCardPage } from './load-first-page';

const ON_COVER = 4;

/** Once per request, for a page and its metadata. */
export const loadShop = cache((sellerId: string) => findSellerCard(database(), sellerId));

interface ShopShelf {
  page: CardPage;
  /** What a shop shows of itself whatever is looked for in it. */
  cover: CardView[];
  says: SellerSays;
}

/** What is looked for in a shop, and its newest: the same read where nothing narrows the page. */
export async function loadShopShelf(
  seller: string,
  filters: Omit<ProductFilters, 'seller'>,
  after: string | undefined,
): Promise<ShopShelf> {
  const newest = loadProducts({ seller }, undefined);
  const isNarrowed = after !== undefined || Object.keys(filters).length > 0;
  const [page, { products }] = await Promise.all([
    isNarrowed ? loadProducts({ ...filters, seller }, after) : newest,
    newest,
  ]);
  return {
    page: toCardPage(page),
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
