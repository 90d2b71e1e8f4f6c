import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { startWorld, type World } from '@/e2e/world/world';

const PHONE = '254711000999';
let world: World;
let browser: Browser;
let ids: string[];

beforeAll(async () => {
  world = await startWorld({ sellers: [bigSeller(130, { pageSize: 24 })] });
  ids = world.products().map(({ id }) => id);
  browser = await chromium.launch({ executablePath: await chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
afterEach(() => {
  world.control({ do: 'reset' });
});

async function chromiumPath(): Promise<string> {
  const candidates = [process.env.CHROMIUM_PATH, chromium.executablePath(), '/usr/bin/chromium'];
  const found = candidates.find((path) => path !== undefined && path !== '' && existsSync(path));
  return found ?? sparticuz.executablePath();
}

/** Reads what is there, then scrolls to its end, in one go: a virtualised list drops what is read too late. */
const readAndScroll = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const hrefs = [...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href') ?? '');
    for (const element of [document.scrollingElement, document.querySelector('.scroller')]) element?.scrollTo(0, 1e9);
    return hrefs;
  });

async function scrollThrough(page: Page): Promise<Set<string>> {
  const seen = new Set<string>();
  for (let still = 0; still < 3; ) {
    const before = seen.size;
    const more = page.waitForResponse(/products\.json/, { timeout: 700 }).catch(() => undefined);
    for (const href of await readAndScroll(page)) {
      const id = /\/(?:p|product)\/(\d+)\/\d+/.exec(href)?.[1];
      if (id !== undefined) seen.add(id);
    }
    await more;
    still = seen.size > before ? 0 : still + 1;
  }
  return seen;
}

async function withPage<T>(work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext();
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

test.each([{}, { virtualised: true }, { innerScroller: true }])(
  'a browser that scrolls sees every product of a paged catalogue: %o',
  { timeout: 60_000 },
  async (catalogue) => {
    world.control({ do: 'seller', phone: PHONE, catalogue });
    await withPage(async (page) => {
      await page.goto(world.catalogueLink(PHONE), { waitUntil: 'domcontentloaded' });
      expect([...(await scrollThrough(page))].sort()).toEqual([...ids].sort());
      const left = await page.locator('a.card').count();
      if ('virtualised' in catalogue) expect(left).toBeLessThan(60);
      else expect(left).toBe(130);
    });
  },
);

test('a browser that blocks nothing is seen to load pictures, fonts, media and trackers', {
  timeout: 60_000,
}, async () => {
  await withPage((page) => page.goto(world.catalogueLink(PHONE), { waitUntil: 'load' }));
  const { kinds, unwanted } = world.stats();
  for (const kind of ['thumbnail', 'catalogue-image', 'font', 'tracker'] as const) {
    expect([kind, kinds[kind].requests > 0]).toEqual([kind, true]);
  }
  expect(unwanted).toBeGreaterThan(24);
});

test('neverLoads: the document is there, the load event never is', { timeout: 60_000 }, async () => {
  world.control({ do: 'seller', phone: PHONE, catalogue: { neverLoads: true } });
  await withPage(async (page) => {
    await page.goto(world.catalogueLink(PHONE), { waitUntil: 'domcontentloaded' });
    expect(await page.locator('a.card').count()).toBeGreaterThan(0);
    await expect(page.waitForLoadState('load', { timeout: 1000 })).rejects.toThrow(/Timeout/);
  });
});
