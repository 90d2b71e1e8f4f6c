import type { Page } from '@playwright/test';
import { aLiveProduct, allLiveProducts } from './support/api';
import { phoneOf } from './support/photo';
import { expect, expectAccessible, taken, test } from './support/test';

const zoomLink = (page: Page) => page.getByRole('link', { name: 'See the picture large' });

test('a picture opens large, by click and by key, and comes closer', async ({ page, request }) => {
  const product = await aLiveProduct(request);
  await page.goto(`/products/${product.productId}`);
  await taken(zoomLink(page));
  await zoomLink(page).click();
  const dialog = page.getByRole('dialog', { name: product.title });
  const picture = dialog.locator('img');
  await expect(picture).toHaveJSProperty('complete', true);
  expect((await picture.boundingBox())?.width).toBe(1440);
  await expectAccessible(page);

  await dialog.getByRole('button', { name: 'Look closer' }).click({ position: { x: 1200, y: 700 } });
  await expect(dialog.getByRole('button', { name: 'See the whole picture' })).toBeVisible();
  const near = await picture.boundingBox();
  expect(near?.width).toBe(1440 * 2.5);
  // The place that was clicked stays under the mouse.
  expect(near?.x).toBeCloseTo(1200 - 1200 * 2.5, -1);
  await dialog.getByRole('button', { name: 'See the whole picture' }).press('Enter');
  await expect.poll(async () => (await picture.boundingBox())?.width).toBe(1440);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(zoomLink(page)).toBeFocused();

  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(dialog).toBeHidden();
});

test('what the seller says of delivering is quoted, and nothing where they say nothing', async ({ page, request }) => {
  const products = await allLiveProducts(request);
  const delivers = products.find(({ description }) => description?.includes('Delivery countrywide'));
  const silent = products.find(({ description }) => description === null || !/deliver|shop/i.test(description));
  if (!delivers || !silent) throw new Error('the world has no such products');
  const says = page.getByText('The seller says:');
  await page.goto(`/products/${delivers.productId}`);
  await expect(says).toBeVisible();
  await expect(page.getByRole('main')).toContainText('“Delivery countrywide”');
  await expect(page.getByRole('main')).toContainText(/\d+ products? · On Soko since \w+ \d{4}/);
  await page.goto(`/products/${silent.productId}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(says).toHaveCount(0);
});

test.describe('a shop', () => {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
      test.use({ javaScriptEnabled });

      test('has a cover, a chat that names it, and a search of its own', async ({ page, request, system }) => {
        const products = await allLiveProducts(request);
        const product = products.find(
          ({ seller, title }) =>
            /^\p{L}{5,} /u.test(title) && products.filter((other) => other.seller.id === seller.id).length > 4,
        );
        if (!product) throw new Error('no shop with more than four products');
        const path = `/sellers/${product.seller.id}`;
        await page.goto(path);
        const header = page.getByRole('main').locator('header');
        await expect(header.locator('img')).toHaveCount(4);
        const chat = new URL((await header.getByRole('link', { name: 'Chat on WhatsApp' }).getAttribute('href')) ?? '');
        expect(chat.origin + chat.pathname).toBe(`https://wa.me/${phoneOf(product)}`);
        expect(chat.searchParams.get('text')).toContain(`${new URL(system.url).origin}${path}`);

        const [word = ''] = product.title.split(' ');
        await page.getByRole('searchbox', { name: 'Search in this shop' }).fill(word);
        await page.keyboard.press('Enter');
        await expect(page).toHaveURL(`${path}?q=${word}`);
        const found = page
          .getByRole('list', { name: /^Products of/ })
          .getByRole('heading')
          .getByRole('link');
        const ids = await found.evaluateAll((links) =>
          links.map((link) => link.getAttribute('href')?.split('/').pop()),
        );
        expect(ids).toContain(product.productId);
        const sellers = ids.map((id) => products.find(({ productId }) => productId === id)?.seller.id);
        expect(new Set(sellers)).toEqual(new Set([product.seller.id]));

        await page.goto(`${path}?q=zzxqy`);
        await expect(page.getByRole('link', { name: 'Search all of Soko for “zzxqy”' })).toHaveAttribute(
          'href',
          '/search?q=zzxqy',
        );
      });
    });
  }

  test('keeps what narrows it when it is searched', async ({ page, request }) => {
    const { seller, category } = await aLiveProduct(request);
    await page.goto(`/sellers/${seller.id}?category=${category}`);
    await page.getByRole('searchbox', { name: 'Search in this shop' }).fill('red');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/q=red/);
    await expect(page).toHaveURL(new RegExp(`category=${category}`));
    await expectAccessible(page);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the picture is a link to itself', async ({ page, request }) => {
    const product = await aLiveProduct(request);
    await page.goto(`/products/${product.productId}`);
    const href = await zoomLink(page).getAttribute('href');
    expect(new URL(href ?? '', page.url()).href).toBe(product.imageUrl);
    expect((await request.get(href ?? '')).headers()['content-type']).toMatch(/^image\//);
  });
});
