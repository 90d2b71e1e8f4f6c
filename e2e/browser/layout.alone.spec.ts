import type { APIRequestContext, Page } from '@playwright/test';
import { allLiveProducts } from './support/api';
import { keepOnDevice, SOLD_OUT } from './support/device-memory';
import { holdShop, keepShopKey } from './support/held-shop';
import { insertHostileProduct } from './support/hostile-product';
import { type LayoutQuestion, layoutFaults } from './support/layout-faults';
import { oneWithAlike } from './support/search';
import { expect, taken, test } from './support/test';
import type { TestedSystem } from './support/tested-system';

/** Small and large phones, a tablet, and a desktop; lying phones are not high. */
const SIZES = [
  [320, 568],
  [360, 740],
  [390, 844],
  [640, 360],
  [768, 1024],
  [845, 390],
  [1440, 900],
  [2560, 1440],
] as const;
/** What is left at 200 % zoom, half of the pixels each way: of 640 × 1024, 1440 × 900 and 2560 × 1440. */
const ZOOMED = [
  [320, 512],
  [720, 450],
  [1280, 720],
] as const;
/** By the size of text in the browser's settings, of which 16 is usual and 20 is 125 %. */
const LOOKS = [
  { text: 16, sizes: [...SIZES, ...ZOOMED] },
  { text: 20, sizes: SIZES },
];
const LONG_WORD = `https://shop.example/${'collection-of-everything'.repeat(6)}?ref=${'0123456789'.repeat(8)}`;
const LONG_WORDED = {
  productId: '99000000000000000043',
  title: `${LONG_WORD} Sundress`,
  description: `Order: ${LONG_WORD}\n${'Jumla na rejareja '.repeat(8)}`,
  shop: `Duka${'kubwa'.repeat(20)}`,
};

interface LaidOutPage {
  path: string;
  /** What to do once it is there. */
  act?(page: Page): Promise<void>;
  /** What then lies above the rest on purpose. */
  within?: string;
  /** Of the device that looks. */
  shopKey?: string;
}

test.use({ contextOptions: { reducedMotion: 'reduce' } });

for (const language of ['en', 'sw'] as const) {
  test(`nothing slides, is cut or lies under something else, in ${language}`, async ({ browser, request, system }) => {
    test.setTimeout(900_000);
    const pages = await everyPage(request, system);
    const remove = await insertHostileProduct(system.databaseUrl ?? '', LONG_WORDED);
    try {
      const faults: string[] = [];
      for (const laidOut of pages) {
        const context = await browser.newContext({ baseURL: system.url, serviceWorkers: 'block', locale: 'en-KE' });
        if (laidOut.shopKey) await keepShopKey(context, system.url, laidOut.shopKey);
        const page = await context.newPage();
        // A list that grows while it is scrolled would never be done with.
        await page.route(/[?&]cursor=/, (route) => route.abort());
        await page.goto(inLanguage(laidOut.path, language));
        await laidOut.act?.(page);
        faults.push(...(await faultsOf(page, laidOut)));
        await context.close();
      }
      expect(faults).toEqual([]);
    } finally {
      await remove();
    }
  });
}

test('a phone’s filters open with their button in view, above the tab bar', async ({ page, request }) => {
  const [product] = await allLiveProducts(request);
  for (const path of ['/', '/?category=shoes', '/search?q=dress', `/sellers/${product?.seller.id}`]) {
    for (const [width, height] of SIZES.slice(0, 3)) {
      await page.setViewportSize({ width, height });
      await page.goto(path);
      await openFilters(page);
      const show = page.locator('details[open] button[type=submit]');
      await expect(show).toBeInViewport({ ratio: 1 });
      expect(await show.evaluate(isOnTop), `“Show products” of ${path} at ${width} × ${height} is on top`).toBe(true);
      await page.mouse.click(width / 2, 5);
      await expect(show, 'a tap beside the sheet closes it').toBeHidden();
    }
  }
});

/** Runs in the page. */
function isOnTop(element: Element): boolean {
  const { x, y, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}

test('a card’s picture carries icons only, and every seller’s name is whole', async ({ page, request }) => {
  for (const path of ['/', `/search?like=${await oneWithAlike(request)}`]) {
    await page.goto(path);
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height });
      const cards = await page.locator('.masonry-item').evaluateAll(cardFacts);
      expect(cards.length).toBeGreaterThan(3);
      expect(cards.filter(({ onPicture }) => onPicture.length > 2 || onPicture.some((words) => words !== ''))).toEqual(
        [],
      );
      expect(cards.filter(({ isWhole }) => !isWhole)).toEqual([]);
    }
  }
});

/** Runs in the page. */
function cardFacts(cards: Element[]) {
  return cards.map((card) => {
    const picture = card.querySelector('.picture')?.getBoundingClientRect();
    const onPicture = [...card.querySelectorAll('button, a:not(h3 a)')].filter((one) => {
      const { y, height } = one.getBoundingClientRect();
      return picture !== undefined && y + height / 2 < picture.bottom;
    });
    const name = card.querySelector('.masonry-name');
    return {
      name: name?.textContent,
      isWhole: name !== null && name.scrollHeight <= name.clientHeight + 1,
      onPicture: onPicture.map((one) => one.textContent?.trim()),
    };
  });
}

function inLanguage(path: string, language: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}lang=${language}`;
}

/** By the size that they are first seen at: what is wrong on one phone is wrong on others. */
async function faultsOf(page: Page, { path, within = 'body' }: LaidOutPage): Promise<string[]> {
  const settings = await page.context().newCDPSession(page);
  const seen = new Map<string, string>();
  for (const { text, sizes } of LOOKS) {
    await settings.send('Page.setFontSizes', { fontSizes: { standard: text, fixed: 13 } });
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      for (const fault of await page.evaluate(layoutFaults, { within } satisfies LayoutQuestion))
        if (!seen.has(fault)) seen.set(fault, `${path} at ${width} × ${height}, text of ${text} px: ${fault}`);
    }
  }
  return [...seen.values()];
}

async function everyPage(request: APIRequestContext, system: TestedSystem): Promise<LaidOutPage[]> {
  const { sellerId, otherSellerId, holderKey, ownerKey } = await holdShop(system.databaseUrl ?? '');
  const products = await allLiveProducts(request);
  const product = products.find(({ price, priceText, seller }) => price && priceText && seller.id === sellerId);
  if (!product) throw new Error('no live product of the shop has a price');
  const { productId } = product;
  return [
    { path: '/' },
    { path: '/', act: openFilters, within: 'details[open] form' },
    { path: '/?colour=blue&minPrice=100&maxPrice=3000&sort=price' },
    { path: `/?q=${LONG_WORD.slice(0, 90)}` },
    { path: '/', act: keepOnDevice('soko-viewed', products.slice(3, 12)) },
    { path: '/saved', act: keepOnDevice('soko-saved', [...products.slice(3, 8), SOLD_OUT]) },
    { path: '/saved' },
    { path: '/search' },
    { path: '/search?q=dress&maxPrice=90000&colour=blue&category=women_fashion' },
    { path: `/search?q=${LONG_WORD.slice(0, 90)}` },
    { path: '/search?q=dress', act: openFilters, within: 'details[open] form' },
    { path: `/search?like=${await oneWithAlike(request)}`, act: openAlike },
    { path: `/products/${productId}` },
    { path: `/products/${LONG_WORDED.productId}` },
    { path: `/products/${productId}/report` },
    { path: '/products/99999999999999999' },
    { path: `/sellers/${product.seller.id}` },
    { path: '/developers' },
    { path: '/sign-in' },
    { path: '/nowhere' },
    { path: '/offline' },
    { path: '/sell' },
    { path: '/sell', act: (page) => page.locator('textarea').fill(LONG_WORD) },
    { path: `/sell/${system.syncIds[0]}` },
    { path: '/sell/nothing' },
    { path: '/sell/mail/nothing' },
    { path: '/sell', shopKey: ownerKey },
    { path: `/sell/shops/${sellerId}`, shopKey: ownerKey },
    { path: `/sell/shops/${sellerId}?state=rejected`, shopKey: ownerKey },
    { path: `/sell/shops/${sellerId}`, shopKey: holderKey },
    { path: `/sell/shops/${sellerId}/prove`, shopKey: holderKey },
    { path: `/sell/shops/${otherSellerId}`, shopKey: ownerKey },
    { path: `/sell/shops/${sellerId}` },
  ];
}

async function openFilters(page: Page): Promise<void> {
  const summary = page.locator('main summary').last();
  await taken(summary);
  await summary.click();
}

async function openAlike(page: Page): Promise<void> {
  const button = page.locator('main li button[aria-expanded=false]').first();
  await taken(button);
  await button.click();
  await expect(page.locator('.alike-shelf')).toBeVisible();
}
