import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { load } from 'cheerio';
import { type Browser, chromium } from 'playwright';
import { z } from 'zod';
import { findBrowser } from '@/lib/catalog/find-browser';
import { type FirstTap, firstTap } from './pages/first-tap';
import { EDGE_OF_TOWN, type Line, SLOW_4G } from './pages/phones';
import { type PageVisit, visitPage } from './pages/visit-page';
import { type BenchRow, percentile, rowsOf } from './row';
import { withCatalogue } from './seed-catalogue';

const PRODUCTS = 150;
const VISITS = 5;
const FIRST_TAPS = 3;
/** As a shopper comes to them, with the paths of a product and its seller. */
const pagesOf = ({ productId, sellerId }: { productId: string; sellerId: string }): Record<string, string> => ({
  feed: '/',
  'search by words': '/search?q=red+dress',
  'search by photo, empty': '/search',
  product: `/products/${productId}`,
  seller: `/sellers/${sellerId}`,
  saved: '/saved',
});
/** Where the first thing somebody does may be to tap the camera. */
const WITH_CAMERA = ['feed', 'search by photo, empty'];

/** Pages of `next start` in Chromium as a mid-range phone has them; real products with real pictures. */
export async function benchPages(root: string): Promise<BenchRow[]> {
  return withCatalogue({ root, products: 0, backfill: PRODUCTS }, async ({ system, ingest }) => {
    await ingest();
    const browser = await openBrowser();
    try {
      const pages = pagesOf(await someProduct(system.url));
      const { rows, add } = rowsOf('pages');
      for (const [name, page] of Object.entries(pages)) await measure(browser, name, system.url + page, add);
      for (const line of [SLOW_4G, EDGE_OF_TOWN])
        for (const name of WITH_CAMERA) await measureFirstTap(browser, name, system.url + pages[name], line, add);
      return rows;
    } finally {
      await browser.close();
    }
  });
}

type AddRow = ReturnType<typeof rowsOf>['add'];

async function measure(browser: Browser, name: string, url: string, add: AddRow): Promise<void> {
  // Next compiles nothing any more, but the first visit fills its caches of pictures.
  await visitPage(browser, url, SLOW_4G);
  const visits: PageVisit[] = [];
  for (let at = 0; at < VISITS; at += 1) visits.push(await visitPage(browser, url, SLOW_4G));
  const scripts = await firstLoadScripts(url);
  const median = medianOf(visits);
  add(`${name}: LCP`, median('lcpMs'), 'ms', { atMost: 1_200 });
  add(`${name}: CLS`, median('cls'), '', { atMost: 0.01 });
  add(`${name}: INP, the worst tap`, median('inpMs'), 'ms', { atMost: 150 });
  add(`${name}: taps`, median('interactions'), '');
  add(`${name}: first-load JS, gzip`, scripts / 1024, 'kB', { atMost: 150 });
  add(`${name}: all JS until it is quiet`, median('scriptBytes') / 1024, 'kB');
  add(`${name}: everything until it is quiet`, median('allBytes') / 1024, 'kB');
}

async function measureFirstTap(browser: Browser, name: string, url: string, line: Line, add: AddRow): Promise<void> {
  const taps: FirstTap[] = [];
  for (let at = 0; at < FIRST_TAPS; at += 1) taps.push(await firstTap(browser, url, line));
  const median = medianOf(taps);
  add(`${name}, ${line.name}: camera in view`, median('seenMs'), 'ms');
  add(`${name}, ${line.name}: first tap on it answered`, median('answeredMs'), 'ms', { atMost: 2_500 });
}

function medianOf<Visit extends Record<keyof Visit, number>>(visits: Visit[]): (of: keyof Visit) => number {
  return (of) =>
    percentile(
      visits.map((visit) => visit[of]),
      0.5,
    );
}

const somePage = z.object({
  products: z.tuple([z.object({ productId: z.string(), seller: z.object({ id: z.string() }) })], z.unknown()),
});

async function someProduct(url: string): Promise<{ productId: string; sellerId: string }> {
  const answer = await fetch(`${url}/api/products`);
  const [{ productId, seller }] = somePage.parse(await answer.json()).products;
  return { productId, sellerId: seller.id };
}

/** Compressed bytes of the scripts that a page's HTML asks for. No browser of today fetches those for old ones. */
async function firstLoadScripts(url: string): Promise<number> {
  const $ = load(await (await fetch(url)).text());
  const sources = new Set(
    $('script[src]:not([nomodule])')
      .toArray()
      .map((script) => new URL($(script).attr('src') ?? '', url).href),
  );
  let bytes = 0;
  for (const source of sources) bytes += gzipSync(Buffer.from(await (await fetch(source)).arrayBuffer())).byteLength;
  return bytes;
}

async function openBrowser(): Promise<Browser> {
  const { executablePath, libraryPath } = await findBrowser({
    chromiumPath: process.env.CHROMIUM_PATH || undefined,
    playwrightPath: chromium.executablePath(),
    unpackTo: path.resolve('.cache/chromium'),
  });
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
    env: { ...process.env, ...(libraryPath ? { LD_LIBRARY_PATH: libraryPath } : {}) },
  });
}
