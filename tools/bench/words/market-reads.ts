import { type BrowseDeps, type BrowseRequest, browseProducts } from '@/lib/marketplace/browse-products';
import { countCategories, listCurrencies } from '@/lib/marketplace/category-counts';
import { countProducts } from '@/lib/marketplace/count-products';
import { findLiveProducts } from '@/lib/marketplace/live-products';
import type { ProductFilters } from '@/lib/marketplace/product-filters';
import { findProductDetail, findShop } from '@/lib/marketplace/shop-view';
import { productEntries, sitemapStarts } from '@/lib/marketplace/sitemap';
import { idOf } from '../catalogue/catalogue-size';
import type { Work } from '../measure-work';

const PAGE = 30;
const ORDERS = [undefined, 'newest', 'price', '-price'] as const;

/** What stands behind the pages of the market, without a search. `sellers`: ids, the first is the biggest shop's. */
export async function marketReads(deps: BrowseDeps, sellers: readonly string[], products: number): Promise<Work[]> {
  const { db, pool } = deps;
  let turn = 0;
  const some = (most: number): number => (turn++ * 7919) % most;
  const [biggest = ''] = sellers;
  const one = () => sellers[1 + some(sellers.length - 1)] ?? '';
  const shop = (id: () => string) => async () => {
    const sellerId = id();
    await Promise.all([
      ...[findShop(deps, sellerId), browseProducts(deps, { seller: sellerId, limit: PAGE })],
      ...[countCategories(db, sellerId), listCurrencies(db, sellerId)],
    ]);
  };
  const sixty = () => Array.from({ length: 60 }, () => idOf(1 + some(products)));
  const lastPart = (await sitemapStarts(db)).at(-1) ?? null;
  return [
    ['the feed, two pages', twoPages(deps)],
    ...(['newest', 'price', '-price'] as const).map(
      (sort): Work => [`the feed by ${sort}, page after page`, pageAfterPage(deps, { sort })],
    ),
    ...Object.entries(FILTERS).flatMap(([name, filters]): Work[] => [
      ...ORDERS.map((sort): Work => [`${name}, ${sort ?? 'in turns'}`, () => twoPages(deps, { ...filters, sort })()]),
      [`${name}, how many`, () => countProducts(deps, filters)],
    ]),
    ['categories with counts (kept 5 s)', () => countCategories(db)],
    ['currencies (kept a minute)', () => listCurrencies(db)],
    ['a product', () => findProductDetail(deps, idOf(1 + some(products)))],
    ['60 saved products', () => findLiveProducts(pool, sixty())],
    ['a shop', shop(one)],
    ['a shop, 5,000 products', shop(() => biggest)],
    ['a shop, 5,000 products, by price', twoPages(deps, { seller: biggest, sort: 'price' })],
    ['the sitemap: where its parts begin (kept a minute)', () => sitemapStarts(db)],
    ['the sitemap: its last part of 25,000', () => productEntries(db, lastPart)],
  ];
}

/** Common and rare, alone and together. Of the seeded categories the first has a quarter of all, the last 3 %. */
const FILTERS: Record<string, ProductFilters> = {
  'a common category': { category: 'women_fashion' },
  'a rare category': { category: 'other' },
  'a common colour': { colour: 'black' },
  'a rare colour': { colour: 'pink' },
  'a wide price': { minPrice: 1_000, maxPrice: 60_000 },
  'a narrow price': { minPrice: 50_000, maxPrice: 50_100 },
  'from a price on': { minPrice: 60_000 },
  'up to a price': { maxPrice: 5_000 },
  'another currency': { currency: 'UGX' },
  'category, colour and price': { category: 'other', colour: 'pink', minPrice: 1_000, maxPrice: 9_000 },
  'a common word': { q: 'phone' },
  'rare words': { q: 'vintage kitenge mkoba' },
  'a word, a category and a price': { q: 'shoes', category: 'shoes', maxPrice: 20_000 },
};

type Asked = Omit<BrowseRequest, 'limit' | 'cursor'>;

export function twoPages(deps: BrowseDeps, asked: Asked = {}): () => Promise<void> {
  return async () => {
    const { nextCursor } = await browseProducts(deps, { ...asked, limit: PAGE });
    if (nextCursor !== null) await browseProducts(deps, { ...asked, limit: PAGE, cursor: nextCursor });
  };
}

/** Each time the next one. */
export function pageAfterPage(deps: BrowseDeps, asked: Asked): () => Promise<void> {
  let cursor: string | undefined;
  return async () => {
    const { nextCursor } = await browseProducts(deps, { ...asked, limit: PAGE, cursor });
    cursor = nextCursor ?? undefined;
  };
}
