import path from 'node:path';
import { type Browser, chromium } from 'playwright';
import { findBrowser } from '@/lib/catalog/find-browser';
import { firstLoadScripts } from './pages/first-load-scripts';
import { type PageVisit, visitPage } from './pages/visit-page';
import { percentile } from './percentile';
import type { BenchRow } from './row';
import { withCatalogue } from './with-catalogue';

const PRODUCTS = 150;
const VISITS = 5;
const PAGES: Record<string, string> = {
  feed: '/',
  'search by words': '/search?q=red+dress',
  'search by photo, empty': '/search',
};

/** Pages of `next start` in Chromium as a mid-range phone on slow 4G has them; real products with real pictures. */
export async function benchPages(): Promise<BenchRow[]> {
  return withCatalogue({ products: 0, backfill: PRODUCTS }, async ({ url, ingest }) => {
    await ingest();
    const browser = await openBrowser();
    try {
      const rows: BenchRow[] = [];
      for (const [name, page] of Object.entries(PAGES)) rows.push(...(await measure(browser, name, url + page)));
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
  const row = (what: string, value: number, unit: string, target?: BenchRow['target']): BenchRow => ({
    bench: 'pages',
    what: `${name}: ${what}`,
    value,
    unit,
    ...(target && { target }),
  });
  return [
    row('LCP', median('lcpMs'), 'ms', { atMost: 2_500 }),
    row('CLS', median('cls'), '', { atMost: 0.02 }),
    row(`INP, the worst of ${Math.round(median('interactions'))} taps`, median('inpMs'), 'ms', { atMost: 200 }),
    row('first-load JS, gzip', scripts / 1024, 'kB', { atMost: 170 }),
    row('all JS until it is quiet', median('scriptBytes') / 1024, 'kB'),
    row('everything until it is quiet', median('allBytes') / 1024, 'kB'),
  ];
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
