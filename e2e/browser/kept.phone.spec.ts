import type { Page } from '@playwright/test';
import { allLiveProducts } from './support/api';
import { expect, expectAccessible, test } from './support/test';

const saved = (page: Page) => page.getByRole('list', { name: 'Saved products' });

test('saves from the feed and from a product, on this device, and takes it back', async ({ page, request }) => {
  await page.goto('/saved');
  await expect(page.getByRole('heading', { name: 'Nothing saved yet' })).toBeVisible();
  await expect(page.getByText('on this device only')).toBeVisible();
  await expectAccessible(page);
  await page.goto('/');
  const hearts = page.getByRole('region', { name: 'Newest products' }).getByRole('button', { name: /^Save “/ });
  const size = await hearts.first().boundingBox();
  expect(Math.min(size?.width ?? 0, size?.height ?? 0)).toBeGreaterThanOrEqual(44);
  await hearts.nth(0).tap();
  await hearts.nth(1).tap();
  await expect(hearts.nth(0)).toHaveAttribute('aria-pressed', 'true');
  await expect(page).toHaveURL(/\/$/);
  const [, , third] = await allLiveProducts(request);
  await page.goto(`/products/${third?.productId}`);
  await page
    .getByRole('button', { name: `Save “${third?.title}”` })
    .first()
    .tap();
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Saved' }).tap();
  await expect(saved(page).getByRole('listitem')).toHaveCount(3);
  // The last one first.
  await expect(saved(page).getByRole('heading', { level: 3 }).first()).toHaveText(third?.title ?? '');
  await expectAccessible(page);
  await saved(page)
    .getByRole('button', { name: /^Save “/ })
    .first()
    .tap();
  await expect(saved(page).getByRole('listitem')).toHaveCount(2);
  await page.reload();
  await expect(saved(page).getByRole('listitem')).toHaveCount(2);
  await page.getByRole('button', { name: 'Remove all' }).tap();
  await expect(page.getByText('All saved products are removed.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).tap();
  await expect(saved(page).getByRole('listitem')).toHaveCount(2);
});

test('names what is gone, and lets go of it', async ({ page, request }) => {
  const [product] = await allLiveProducts(request);
  await page.goto('/saved');
  await page.evaluate(
    (list) => localStorage.setItem('soko-saved', JSON.stringify(list)),
    [{ productId: '99999999999999999', title: 'Sold out bag' }, { productId: product?.productId, title: 'x' }, 7, null],
  );
  await page.reload();
  const gone = saved(page).getByRole('listitem').filter({ hasText: 'Sold out bag' });
  await expect(gone).toContainText('No longer on the shelf');
  await expectAccessible(page);
  await gone.getByRole('button', { name: 'Remove “Sold out bag”' }).tap();
  await expect(saved(page).getByRole('listitem')).toHaveCount(1);
  await expect(saved(page).getByRole('heading', { level: 3 })).toHaveText(product?.title ?? '');
});

test('survives junk in the storage', async ({ page }) => {
  await page.goto('/saved');
  await page.evaluate(() => {
    localStorage.setItem('soko-saved', '{"not":[a list');
    localStorage.setItem('soko-viewed', '[[[]],{"productId":"<b>"}]');
  });
  await page.goto('/');
  await expect(page.getByRole('region', { name: 'Newest products' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Recently viewed' })).toBeHidden();
  await page.goto('/saved');
  await expect(page.getByRole('heading', { name: 'Nothing saved yet' })).toBeVisible();
});

test('keeps two tabs in step', async ({ page, context }) => {
  await page.goto('/');
  const other = await context.newPage();
  await other.goto('/saved');
  await expect(other.getByRole('heading', { name: 'Nothing saved yet' })).toBeVisible();
  await page
    .getByRole('button', { name: /^Save “/ })
    .first()
    .tap();
  await expect(saved(other).getByRole('listitem')).toHaveCount(1);
});

test('remembers what was viewed, in its place and without moving what is below', async ({ page, request }) => {
  const [first, second] = await allLiveProducts(request);
  await page.goto('/');
  const strip = page.getByRole('region', { name: 'Recently viewed' });
  await expect(strip).toBeHidden();
  for (const product of [first, second]) {
    await page.goto(`/products/${product?.productId}`);
    await expect
      .poll(() => page.evaluate(() => localStorage.getItem('soko-viewed')))
      .toContain(product?.productId ?? 'nothing');
  }
  await page.goto('/');
  await expect(strip.getByRole('link')).toHaveCount(2);
  await expect(strip.getByRole('link').first()).toHaveText(second?.title ?? '');
  expect(await layoutShift(page)).toBeLessThan(0.02);
  await expectAccessible(page);
  await strip.getByRole('button', { name: 'Clear' }).tap();
  await expect(strip).toBeHidden();
  await page.reload();
  await expect(page.getByRole('region', { name: 'Newest products' })).toBeVisible();
  await expect(strip).toBeHidden();
});

test('shares by the phone’s own means, or copies the link and says so', async ({ page, request, context }) => {
  const [product] = await allLiveProducts(request);
  await page.addInitScript(() => {
    const shared: unknown[] = [];
    Object.assign(window, { shared });
    Object.defineProperty(navigator, 'share', {
      configurable: true,
      value: async (data: unknown) => void shared.push(data),
    });
  });
  await page.goto(`/products/${product?.productId}?lang=en`);
  const share = page.getByRole('button', { name: 'Share' });
  await share.tap();
  const url = new URL(`/products/${product?.productId}`, page.url()).href;
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { shared: unknown[] }).shared))
    .toEqual([{ title: product?.title, url }]);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(() => Reflect.deleteProperty(navigator, 'share'));
  await share.tap();
  await expect(page.getByRole('status').filter({ hasText: 'Link copied' })).toBeVisible();
});

function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );
}
