import type { APIRequestContext } from '@playwright/test';
import { z } from 'zod';
import { aLiveProduct, allLiveProducts } from './support/api';
import { phoneOf, pictureInTheWorld, retaken } from './support/photo';
import { collectComplaints, expect, test } from './support/test';

test('browses the newest products, page after page', async ({ page }) => {
  const complaints = collectComplaints(page);
  await page.goto('/');
  const cards = page.getByRole('region', { name: 'Newest products' }).getByRole('listitem');
  await expect(cards.first()).toBeVisible();
  const before = await cards.count();
  await expect(async () => {
    await page.mouse.wheel(0, 4_000);
    expect(await cards.count()).toBeGreaterThan(before);
  }).toPass();
  const names = await cards.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(new Set(names).size).toBe(names.length);
  expect(complaints).toEqual([]);
});

test('narrows the feed by category and price, in the address', async ({ page, request }) => {
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Categories' }).getByRole('link', { name: 'Shoes' }).click();
  await expect(page).toHaveURL(/category=shoes/);
  await page.locator('summary', { hasText: 'Filter' }).click();
  await page.getByLabel('To (KSh)').fill('2500');
  await page.getByRole('button', { name: /^Show .*products?$/ }).click();
  await expect(page).toHaveURL(/maxPrice=2500/);
  const list = page.getByRole('list', { name: 'Shoes in your price range' });
  await expect(list).toBeVisible();
  const shown = await list
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.split('/').pop()));
  expect(shown.length).toBeGreaterThan(0);
  const products = new Map((await allLiveProducts(request)).map((product) => [product.productId, product]));
  for (const id of shown) {
    const product = products.get(id ?? '');
    expect(product?.category).toBe('shoes');
    expect(product?.price?.amount).toBeLessThanOrEqual(2500);
  }
});

test('opens a product: picture, price, seller, similar ones, and a chat that names it', async ({ page, request }) => {
  const [product] = (await allLiveProducts(request)).filter(({ price, s3ImageUrl }) => price && s3ImageUrl);
  if (!product) throw new Error('no live product with a price and a stored picture');
  await page.goto(`/products/${product.productId}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(product.title);
  const picture = page.getByRole('img', { name: product.title }).first();
  await expect(picture).toHaveJSProperty('complete', true);
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
  const chat = page.getByRole('link', { name: 'Chat on WhatsApp' }).filter({ visible: true });
  const href = new URL((await chat.getAttribute('href')) ?? '');
  expect(href.origin + href.pathname).toBe(`https://wa.me/${phoneOf(product)}`);
  expect(href.searchParams.get('text')).toContain(product.productId);
  await expect(page.getByRole('list', { name: 'More like this' }).getByRole('listitem').first()).toBeVisible();
  await page.getByRole('link', { name: /See everything from this seller/ }).click();
  await expect(page).toHaveURL(new RegExp(`/sellers/${product.seller.id}`));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(product.seller.name ?? '');
});

test('says so, with the right status, when a product is gone', async ({ page }) => {
  const answer = await page.goto('/products/99999999999999999');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'It’s no longer on the shelf' })).toBeVisible();
});

test('finds a product first among all by another photo of it', async ({ page, request, system }) => {
  for (const product of await spread(request, 6)) {
    const photo = await retaken(await pictureInTheWorld(system.worldOrigin, product.productId, phoneOf(product)));
    await page.goto('/search');
    await page
      .locator('input[type=file]')
      .last()
      .setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: photo });
    const first = page
      .getByRole('list', { name: 'Products found, closest first' })
      .getByRole('heading')
      .getByRole('link')
      .first();
    await expect(first).toHaveAttribute('href', `/products/${product.productId}`);
  }
});

/** The tiny model takes some one photo in fifty for a look-alike: `npm run eval:search` has the figures. */
test('finds nearly all of many products first by another photo, and every one on the first screen', async ({
  request,
  system,
}) => {
  const places: number[] = [];
  for (const product of await spread(request, 48)) {
    const photo = await retaken(await pictureInTheWorld(system.worldOrigin, product.productId, phoneOf(product)));
    const answer = await request.post('/api/search', {
      multipart: { image: { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: photo } },
    });
    const { results } = z
      .object({ results: z.array(z.object({ product: z.object({ productId: z.string() }) })) })
      .parse(await answer.json());
    places.push(results.findIndex((match) => match.product.productId === product.productId));
  }
  expect(places.filter((place) => place === 0).length).toBeGreaterThanOrEqual(45);
  expect(places.filter((place) => place < 0 || place > 3)).toEqual([]);
});

/** The same products in every run: the feed's order is that of a race between sellers. */
async function spread(request: APIRequestContext, count: number) {
  const products = await allLiveProducts(request);
  expect(products.length).toBeGreaterThan(150);
  const sorted = products.toSorted((a, b) => a.productId.localeCompare(b.productId));
  const step = Math.floor(sorted.length / count);
  return sorted.filter((_, index) => index % step === 0).slice(0, count);
}

test('finds products by words, and keeps the words in the address', async ({ page, request }) => {
  await page.goto('/');
  await page.getByRole('combobox', { name: 'Search for products' }).fill('sneakers');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/search\?q=sneakers/);
  const links = page
    .getByRole('list', { name: 'Products found, closest first' })
    .getByRole('heading')
    .getByRole('link');
  await expect(links.first()).toBeVisible();
  const ids = await links.evaluateAll((all) =>
    all.slice(0, 5).map((link) => link.getAttribute('href')?.split('/').pop()),
  );
  const products = new Map((await allLiveProducts(request)).map((product) => [product.productId, product]));
  const shoes = ids.map((id) => products.get(id ?? '')?.category === 'shoes');
  // Each of them stands for others of its seller: the fifth is as far away as the twentieth was before.
  expect(shoes.slice(0, 3)).toEqual([true, true, true]);
  expect(shoes.filter(Boolean).length).toBeGreaterThanOrEqual(4);
});

test('is told what is wrong with a file that is no photo', async ({ page }) => {
  await page.goto('/search');
  const file = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<html>not a photo</html>') };
  await page.locator('input[type=file]').last().setInputFiles(file);
  await expect(page.getByText('This photo can’t be searched with')).toBeVisible();
  await expect(page.getByText(/This is not a picture/)).toBeVisible();
  const broken = () =>
    page.evaluate(
      () => [...document.images].filter(({ complete, naturalWidth }) => complete && naturalWidth === 0).length,
    );
  await expect.poll(broken, 'no browser’s broken picture').toBe(0);
});

test('pastes a photo on any page', async ({ page, request, system }) => {
  const product = await aLiveProduct(request);
  const photo = await retaken(await pictureInTheWorld(system.worldOrigin, product.productId, phoneOf(product)));
  await page.goto('/');
  // A page listens for pastes once its script runs.
  await expect(async () => {
    await page.evaluate(pastePhoto, photo.toString('base64'));
    await expect(page).toHaveURL(/\/search/, { timeout: 2000 });
  }).toPass();
  await expect(page.getByRole('img', { name: 'What you search with' })).toBeVisible();
  await expect(
    page.getByRole('list', { name: 'Products found, closest first' }).getByRole('heading').getByRole('link').first(),
  ).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('browses, turns pages, searches with words and opens products', async ({ page }) => {
    await page.goto('/');
    const cards = page.getByRole('region', { name: 'Newest products' }).getByRole('listitem').getByRole('link');
    const first = await cards.first().getAttribute('href');
    await page.getByRole('link', { name: 'Next page' }).click();
    await expect(page).toHaveURL(/cursor=/);
    expect(await cards.first().getAttribute('href')).not.toBe(first);
    await cards.first().click();
    await expect(page.getByRole('link', { name: 'Chat on WhatsApp' }).filter({ visible: true })).toBeVisible();
    await page.getByRole('combobox').fill('dress');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/search\?q=dress/);
    await expect(
      page
        .getByRole('list', { name: /Products found/ })
        .getByRole('heading')
        .getByRole('link')
        .first(),
    ).toBeVisible();
  });
});

function pastePhoto(base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], 'photo.jpg', { type: 'image/jpeg' }));
  document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
}
