import type { Pool } from 'pg';
import { anotherClient } from './photo-search';
import { type SeededCatalogue, wordsOfLooks } from './seed-catalogue';

const WARM_UP = 5;
const ASKED = 40;

interface Asked {
  path: string;
  /** Sent as the form of a search. */
  form?: Record<string, string>;
}

/** A page or an answer of the API as shoppers ask for it; each time for another product, shop or words. */
export interface MarketPage {
  name: string;
  /** The nth time. */
  ask: (nth: number) => Asked;
  /** Why it may take longer with more products, where that is its nature: it is not held to be flat then. */
  grows: string | undefined;
}

/** The seeded sellers are as many however many products there are. */
const OF_A_SHOP = 'of a hundred shops, which have more each';

/** Everything that shoppers open, and searches by words; searching by photo is photo-search.ts. */
export async function marketPages(database: Pool, { productIds }: SeededCatalogue): Promise<MarketPage[]> {
  const { rows } = await database.query<{ id: string }>(`SELECT "id"::text FROM "sellers" ORDER BY "phone" LIMIT 40`);
  const sellers = rows.map(({ id }) => id);
  const words = wordsOfLooks();
  const of = (list: readonly string[], nth: number) => encodeURIComponent(list[nth % list.length] ?? '');
  // Far from each other, so that they are of every shop and look.
  const product = (nth: number) => of(productIds, nth * 7_919);
  const pages: [name: string, ask: (nth: number) => Asked | string, grows?: string][] = [
    ['feed', () => '/'],
    ['feed of a category', (nth) => `/?category=${nth % 2 === 0 ? 'shoes' : 'bags'}`],
    ['feed by price', () => '/?sort=price'],
    ['product', (nth) => `/products/${product(nth)}`],
    ['shop', (nth) => `/sellers/${of(sellers, nth)}`, OF_A_SHOP],
    ['search by words', (nth) => `/search?q=${of(words, nth)}`],
    ['search for what is like a product', (nth) => `/search?like=${product(nth)}`],
    ['search, empty', () => '/search'],
    ['saved', () => '/saved'],
    ['sitemap', () => '/sitemap.xml'],
    ['sitemap of products', () => '/sitemaps/products-0.xml', 'it lists up to 25,000'],
    ['API: products', () => '/api/products?limit=24'],
    ['API: product', (nth) => `/api/products/${product(nth)}`],
    ['API: similar products', (nth) => `/api/products/${product(nth)}/similar`],
    ['API: how many products', (nth) => `/api/products/count?category=${nth % 2 === 0 ? 'shoes' : 'bags'}`],
    ['API: shop', (nth) => `/api/sellers/${of(sellers, nth)}`, OF_A_SHOP],
    [
      'API: suggestions',
      (nth) => `/api/suggestions?q=${encodeURIComponent((words[nth % words.length] ?? '').slice(0, 3))}`,
    ],
    ['API: search by words', (nth) => ({ path: '/api/search', form: { text: words[nth % words.length] ?? '' } })],
  ];
  return pages.map(([name, ask, grows]) => ({
    name,
    grows,
    ask: (nth) => {
      const asked = ask(nth);
      return typeof asked === 'string' ? { path: asked } : asked;
    },
  }));
}

interface AskedOf {
  url: string;
  page: MarketPage;
}

/** Milliseconds until each answer was there in full, for each of some systems; they are asked in turns. */
export async function answerTimes(systems: readonly AskedOf[]): Promise<number[][]> {
  const times: number[][] = systems.map(() => []);
  const client = anotherClient();
  for (let nth = 0; nth < WARM_UP + ASKED; nth += 1) {
    for (const [at, { url, page }] of systems.entries()) {
      const ms = await answerTime(url, page, { nth, client });
      if (nth >= WARM_UP) times[at]?.push(ms);
    }
  }
  return times;
}

async function answerTime(
  url: string,
  { name, ask }: MarketPage,
  { nth, client }: { nth: number; client: string },
): Promise<number> {
  const { path, form } = ask(nth);
  const startedAt = performance.now();
  const response = await fetch(`${url}${path}`, {
    headers: { 'x-forwarded-for': client },
    ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
  });
  const body = await response.text();
  if (response.status !== 200) throw new Error(`${name}, ${path}: ${response.status} ${body.slice(0, 200)}`);
  return performance.now() - startedAt;
}
