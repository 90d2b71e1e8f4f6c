import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import sharp from 'sharp';
import { allLiveProducts } from './support/api';
import { keepOnDevice, SOLD_OUT } from './support/device-memory';
import { keepShopKey } from './support/held-shop';
import { peopleShots } from './support/people-shots';
import { phoneOf, pictureInTheWorld, retaken } from './support/photo';
import { searchShots } from './support/search-shots';
import type { Shot } from './support/shot';
import { signIn } from './support/sign-in';
import { expect, taken, test } from './support/test';
import type { TestedSystem } from './support/tested-system';

/** `npm run screenshots`: every page and state, on a phone and a desktop, light and dark, into docs/screenshots. */
const FOLDER = path.resolve(import.meta.dirname, '../../docs/screenshots');
const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };
const SCHEMES = ['light', 'dark'] as const;

test.setTimeout(600_000);

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of SCHEMES) {
    test(`${size}, ${colorScheme}`, async ({ browser, request, system }) => {
      const shots = await everyShot(request, system);
      const contexts = new Map<string, BrowserContext>();
      for (const shot of shots) {
        const role = shot.alone ? shot.name : (shot.role ?? shot.shopKey ?? 'stranger');
        let context = contexts.get(role);
        if (!context) {
          context = await browser.newContext({
            baseURL: system.url,
            viewport,
            colorScheme,
            hasTouch: size === 'phone',
            isMobile: size === 'phone',
            reducedMotion: 'reduce',
            locale: 'en-KE',
          });
          if (shot.shopKey) await keepShopKey(context, system.url, shot.shopKey);
          if (shot.role) {
            const page = await context.newPage();
            await signIn(page, system.users[shot.role]);
            await page.close();
          }
          contexts.set(role, context);
        }
        await take(context, shot, `${shot.name}-${size}-${colorScheme}`);
      }
      await Promise.all([...contexts.values()].map((context) => context.close()));
    });
  }
}

async function take(context: BrowserContext, shot: Shot, name: string): Promise<void> {
  const page = await context.newPage();
  // An act that cannot be done says so, instead of using the whole test's time up.
  page.setDefaultTimeout(30_000);
  await page.goto(shot.path);
  await shot.act?.(page);
  if (!shot.isBusy) await page.waitForLoadState('networkidle');
  await page.evaluate(() =>
    Promise.all([
      document.fonts.ready,
      ...[...document.images]
        .filter((image) => image.loading !== 'lazy')
        .map((image) => image.decode().catch(() => {})),
    ]),
  );
  await mkdir(FOLDER, { recursive: true });
  const picture = await sharp(await page.screenshot())
    .webp({ quality: 82 })
    .toBuffer();
  await writeFile(path.join(FOLDER, `${name}.webp`), picture);
  await page.close();
}

async function everyShot(
  request: Parameters<typeof allLiveProducts>[0],
  system: Pick<TestedSystem, 'worldOrigin' | 'syncIds' | 'databaseUrl'>,
): Promise<Shot[]> {
  const products = await allLiveProducts(request);
  const product = products.find(({ category, price }) => category === 'women_fashion' && price) ?? products[0];
  if (!product) throw new Error('no live product to take pictures of');
  const photo = await retaken(await pictureInTheWorld(system.worldOrigin, product.productId, phoneOf(product)));
  const choose = (buffer: Buffer) => (page: Page) =>
    page.locator('input[type=file]').last().setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer });
  const catalogue = `${system.worldOrigin}/c/${phoneOf(product)}`;
  const links = `Karibu! ${catalogue}\nhttps://wa.me/254712345678\nhttps://example.com/shop`;
  return [
    { name: 'feed', path: '/' },
    { name: 'feed-viewed', path: '/', alone: true, act: keepOnDevice('soko-viewed', products.slice(3, 12)) },
    { name: 'feed-narrowed', path: '/?colour=blue&maxPrice=3000&sort=price' },
    { name: 'feed-swahili', path: '/?lang=sw', alone: true },
    { name: 'feed-nothing', path: '/?minPrice=9999999' },
    { name: 'feed-filter', path: '/', act: (page) => page.getByText('Filter', { exact: true }).click() },
    { name: 'search', path: '/search' },
    { name: 'search-words', path: '/search?q=sneakers' },
    {
      name: 'search-photo',
      path: '/search',
      act: async (page) => {
        await choose(photo)(page);
        await expect(page.getByText('Closest first')).toBeVisible();
      },
    },
    {
      name: 'search-photo-scrolled',
      path: '/search',
      act: async (page) => {
        await choose(photo)(page);
        await expect(page.getByText('Closest first')).toBeVisible();
        await page.mouse.wheel(0, 600);
      },
    },
    {
      name: 'search-bad-photo',
      path: '/search',
      act: async (page) => {
        await choose(Buffer.from('<html>'))(page);
        await expect(page.getByText('This photo can’t be searched with')).toBeVisible();
      },
    },
    ...(await searchShots(request, { photo, productId: product.productId })),
    { name: 'product', path: `/products/${product.productId}` },
    {
      name: 'product-picture',
      path: `/products/${product.productId}`,
      act: async (page) => {
        const large = page.getByRole('link', { name: 'See the picture large' });
        await taken(large);
        await large.click();
        await expect(page.getByRole('dialog')).toBeVisible();
      },
    },
    { name: 'product-report', path: `/products/${product.productId}/report` },
    { name: 'product-swahili', path: `/products/${product.productId}?lang=sw`, alone: true },
    { name: 'product-gone', path: '/products/99999999999999999' },
    {
      name: 'saved',
      path: '/saved',
      alone: true,
      act: keepOnDevice('soko-saved', [...products.slice(3, 8), SOLD_OUT]),
    },
    { name: 'saved-nothing', path: '/saved', alone: true },
    { name: 'seller', path: `/sellers/${product.seller.id}` },
    { name: 'seller-search', path: `/sellers/${product.seller.id}?q=dress` },
    { name: 'sell', path: '/sell' },
    { name: 'sell-pasted', path: '/sell', act: (page) => page.getByLabel('Paste your catalogue link').fill(links) },
    { name: 'sell-progress', path: `/sell/${system.syncIds[0]}` },
    { name: 'sell-nothing', path: '/sell/nothing' },
    { name: 'developers', path: '/developers' },
    { name: 'sign-in', path: '/sign-in' },
    { name: 'not-found', path: '/nowhere' },
    { name: 'offline', path: '/offline' },
    { name: 'away', path: '/offline/away' },
    { name: 'privacy', path: '/privacy' },
    { name: 'terms', path: '/terms' },
    { name: 'contact', path: '/contact' },
    ...(system.databaseUrl === undefined ? [] : await peopleShots(system.databaseUrl)),
  ];
}
