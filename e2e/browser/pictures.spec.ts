import type { APIRequestContext } from '@playwright/test';
import { allLiveProducts } from './support/api';
import { expect, test } from './support/test';

test('asking for a new link takes no nonsense', async ({ request }) => {
  const [product] = await allLiveProducts(request);
  const ask = async (data: unknown, path = `/api/products/${product?.productId}/picture-gone`, headers = {}) =>
    (await request.post(path, { data, headers: { 'x-forwarded-for': '41.90.64.8', ...headers } })).status();
  expect(await ask({ imageUrl: 'nonsense' })).toBe(422);
  expect(await ask({})).toBe(422);
  expect(await ask({ imageUrl: 'https://x.example/a.jpg' }, '/api/products/99999999999999999/picture-gone')).toBe(404);
  expect(await ask({ imageUrl: 'https://x.example/a.jpg' }, '/api/products/nonsense/picture-gone')).toBe(404);
  expect(await ask({ imageUrl: 'https://x.example/a.jpg' }, undefined, { origin: 'https://x.example' })).toBe(403);
  const flood = await Promise.all(Array.from({ length: 150 }, () => ask({})));
  expect(new Set(flood)).toEqual(new Set([422, 429]));
});

/** Copies are made in the background, once products are live. */
async function untilCopied(request: APIRequestContext): Promise<void> {
  test.setTimeout(600_000);
  await expect(async () => {
    const products = await allLiveProducts(request);
    expect(products.filter(({ s3ImageUrl, pictureSources }) => s3ImageUrl && pictureSources.length === 0)).toEqual([]);
  }).toPass({ timeout: 540_000 });
}

test('cards load small copies that may be kept for a year, without moving the page', async ({ page, request }) => {
  await untilCopied(request);
  await page.goto('/');
  const cards = page.getByRole('region', { name: 'Newest products' }).locator('img');
  await expect(cards.first()).toHaveJSProperty('complete', true);
  const shown = await cards.first().evaluate((image: HTMLImageElement) => image.currentSrc);
  expect(shown).toMatch(/-480\.avif$/);
  const answer = await request.get(shown);
  expect(answer.headers()['content-type']).toBe('image/avif');
  expect(answer.headers()['cache-control']).toMatch(/max-age=31536000.*immutable/);
  expect(await cards.nth(0).getAttribute('fetchpriority')).toBe('high');
  expect(await cards.nth(20).getAttribute('loading')).toBe('lazy');
  // What is in view is announced before the page's own body.
  expect(await page.locator('head link[rel=preload][as=image][imagesrcset]').count()).toBeGreaterThan(0);
  const shift = await page.evaluate(layoutShift);
  expect(shift).toBeLessThan(0.02);
});

test('every product with a picture has its size and a tiny placeholder', async ({ request }) => {
  const products = (await allLiveProducts(request)).filter(({ imageUrl }) => imageUrl);
  expect(products.length).toBeGreaterThan(100);
  for (const { imageWidth, imageHeight, imagePlaceholder } of products) {
    expect([imageWidth, imageHeight]).toEqual([expect.any(Number), expect.any(Number)]);
    expect(imagePlaceholder).toMatch(/^data:image\/webp;base64,/);
    expect(imagePlaceholder?.length).toBeLessThan(600);
  }
});

test('a product’s own page shows its large copy, and the picture itself where copies are lost', async ({
  page,
  request,
}) => {
  const [product] = (await allLiveProducts(request)).filter(({ pictureSources }) => pictureSources.length === 3);
  if (!product) throw new Error('no product with all copies');
  const picture = page.getByRole('img', { name: product.title }).first();
  await page.goto(`/products/${product.productId}`);
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.currentSrc)).toMatch(/-\d+\.webp$/);
  await page.route(/\.(avif|webp)$/, (route) => route.abort());
  await page.reload();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.currentSrc)).toBe(product.s3ImageUrl);
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
});

test('a link that died under the shopper is asked about once, and its picture appears', async ({ page, request }) => {
  const asked: string[] = [];
  page.on('request', (call) => {
    if (call.url().endsWith('/picture-gone')) asked.push(call.url());
  });
  const gone = { id: '', title: '' };
  // As if the server had written this page before the link was renewed.
  await page.route(/\/api\/products\?/, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as { products: { productId: string; title: string }[] };
    const [first] = body.products;
    if (first && !gone.id) {
      Object.assign(gone, { id: first.productId, title: first.title });
      const imageUrl = new URL('/media/products/dead.jpg', page.url()).href;
      Object.assign(first, { imageUrl, s3ImageUrl: null, pictureSources: [] });
    }
    await route.fulfill({ response: answer, json: body });
  });
  await page.goto('/');
  await expect(async () => {
    await page.mouse.wheel(0, 4_000);
    expect(gone.id).not.toBe('');
  }).toPass();
  const card = page.getByRole('listitem').filter({ has: page.locator(`a[href="/products/${gone.id}"]`) });
  await card.scrollIntoViewIfNeeded();
  await expect.poll(() => asked.length).toBe(1);
  const { s3ImageUrl } = await (await request.get(`/api/products/${gone.id}`)).json();
  await expect.poll(() => card.locator('img').evaluate((image: HTMLImageElement) => image.currentSrc)).toBe(s3ImageUrl);
  expect(asked).toHaveLength(1);
});

function layoutShift(): Promise<number> {
  return new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve(sum), 1_000);
  });
}
