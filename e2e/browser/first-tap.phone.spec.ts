import { allLiveProducts } from './support/api';
import { holdScripts } from './support/hold-requests';
import { dressAndShoe, firstFound, hrefOf, photoOf } from './support/search';
import { expect, expectAccessible, test } from './support/test';

test('a photo that is chosen before any script has come is searched with', async ({ page, request, system }) => {
  const [dress] = await dressAndShoe(request);
  const letScriptsCome = await holdScripts(page);
  await page.goto('/', { waitUntil: 'domcontentloaded' });
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Search by photo' }).tap();
  const sheet = page.getByRole('dialog', { name: 'Search by photo' });
  await expect(sheet).toBeInViewport();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), sheet.getByLabel('Choose a photo').tap()]);
  const buffer = await photoOf(system.worldOrigin, dress);
  await chooser.setFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer });
  letScriptsCome();
  await expect(page).toHaveURL(/\/search\?photo=/);
  await expect(firstFound(page)).toHaveAttribute('href', hrefOf(dress));
  await expect(sheet).toBeHidden();
});

test('the camera of the search page opens before any script has come', async ({ page }) => {
  await holdScripts(page);
  await page.goto('/search', { waitUntil: 'domcontentloaded' });
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('main').getByLabel('Take a photo').tap(),
  ]);
  expect(await chooser.element().getAttribute('capture')).toBe('environment');
});

test('there is one camera, on every page', async ({ page, request }) => {
  const [product] = await allLiveProducts(request);
  for (const path of ['/', '/search?q=dress', `/products/${product?.productId}`, '/saved', '/sell']) {
    await page.goto(path);
    await expect(page.getByRole('button', { name: 'Search by photo' }), path).toHaveCount(1);
  }
});

test('the header gives way to whoever scrolls down, and comes back', async ({ page }) => {
  await page.goto('/');
  await page.waitForLoadState('networkidle');
  const header = page.getByRole('banner');
  const edges = async () => {
    const box = await header.boundingBox();
    return { top: Math.round(box?.y ?? Number.NaN), bottom: Math.round((box?.y ?? 0) + (box?.height ?? 0)) };
  };
  const scrollTo = (top: number) => page.evaluate((to) => window.scrollTo(0, to), top);
  expect((await edges()).top).toBe(0);
  await scrollTo(900);
  await expect.poll(async () => (await edges()).bottom).toBeLessThanOrEqual(0);
  await scrollTo(700);
  await expect.poll(async () => (await edges()).top).toBe(0);
  await expectAccessible(page);

  await scrollTo(1_100);
  await expect.poll(async () => (await edges()).bottom).toBeLessThanOrEqual(0);
  await page.getByRole('combobox').focus();
  await expect.poll(async () => (await edges()).top).toBe(0);
});

test('without JavaScript a photo is searched with, too', async ({ browser, request, system }) => {
  const [dress] = await dressAndShoe(request);
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const context = await browser.newContext({ ...phone, javaScriptEnabled: false, baseURL: system.url });
  const page = await context.newPage();
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Search by photo' }).tap();
  const sheet = page.getByRole('dialog', { name: 'Search by photo' });
  const buffer = await photoOf(system.worldOrigin, dress);
  await sheet.getByLabel('Choose a photo').setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer });
  await sheet.getByRole('button', { name: 'Search with it' }).tap();
  await expect(page).toHaveURL(/\/search\?photo=/);
  await expect(firstFound(page)).toHaveAttribute('href', hrefOf(dress));
  await context.close();
});
