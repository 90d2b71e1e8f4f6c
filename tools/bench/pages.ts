import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { load } from 'cheerio';
import { type Browser, chromium } from 'playwright';
import { findBrowser } from '@/lib/catalog/find-browser';
import { type PageVisit, visitPage } from './pages/visit-page';
import { type BenchRow, percentile, rowsOf } from './row';
import { withCatalogue } from './seed-catalogue';

const PRODUCTS = 150;
const VISITS = 5;
const PAGES: Record<string, string> = {
  feed: '/',
  'search by words': '/search?q=red+dress',
  'search by photo, empty': '/search',
};

/** Pages of `next start` in Chromium as a mid-range phone on slow 4G has them; real products with real pictures. */
export async function benchPages(root: string): Promise<BenchRow[]> {
  return withCatalogue({ root, products: 0, backfill: PRODUCTS }, async ({ system, ingest }) => {
    await ingest();
    const browser = await openBrowser();
    try {
      const rows: BenchRow[] = [];
      for (const [name, page] of Object.entries(PAGES)) rows.push(...(await measure(browser, name, system.url + page)));
      return rows;
    } finally {
      await browser.close();
    }
  });
}

async function measure(browser: Browser, name: string, url: string): Promise<BenchRow[]> {
  // Next compiles nothing any more, but the first visit fills its caches of pictures.
  await visitPage(browser, url);
  const visits: PageVisit[] = [];
  for (let at = 0; at < VISITS; at += 1) visits.push(await visitPage(browser, url));
  const scripts = await firstLoadScripts(url);
  const median = (of: keyof PageVisit): number =>
    percentile(
      visits.map((visit) => visit[of]),
      0.5,
    );
  const { rows, add } = rowsOf('pages');
  add(`${name}: LCP`, median('lcpMs'), 'ms', { atMost: 2_500 });
  add(`${name}: CLS`, median('cls'), '', { atMost: 0.02 });
  add(`${name}: INP, the worst tap`, median('inpMs'), 'ms', { atMost: 200 });
  add(`${name}: taps`, median('interactions'), '');
  add(`${name}: first-load JS, gzip`, scripts / 1024, 'kB', { atMost: 170 });
  add(`${name}: all JS until it is quiet`, median('scriptBytes') / 1024, 'kB');
  add(`${name}: everything until it is quiet`, median('allBytes') / 1024, 'kB');
  return rows;
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
