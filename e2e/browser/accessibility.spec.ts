import type { Page } from '@playwright/test';
import type { ProductView } from '@/lib/marketplace/product-view.schema';
import { aLiveProduct } from './support/api';
import { CONSOLE_STATES } from './support/console-states';
import { holdShop, keepShopKey } from './support/held-shop';
import { expect, expectAccessible, listensToKeys, test } from './support/test';

const DESKTOP = { width: 1440, height: 900 };

test.describe('the market and the seller’s pages', () => {
  for (const path of [
    '/',
    '/?lang=en&colour=blue&maxPrice=3000&sort=price',
    '/?minPrice=9999999',
    '/saved',
    '/products/99999999999999999',
    '/search',
    '/search?q=dress',
    '/sell',
    '/developers',
    '/privacy',
    '/terms?lang=sw',
    '/contact',
    '/sell?text=https%3A%2F%2Fwa.me%2Fc%2F254712345678',
    '/sign-in',
    '/nowhere',
  ]) {
    test(path, async ({ page }) => {
      await page.goto(path);
      await expectAccessible(page);
    });
  }

  const pagesOf: Record<string, (product: ProductView) => string> = {
    'a product': ({ productId }) => `/products/${productId}`,
    'its report': ({ productId }) => `/products/${productId}/report`,
    'its seller': ({ seller }) => `/sellers/${seller.id}`,
  };
  for (const [name, pathOf] of Object.entries(pagesOf)) {
    test(name, async ({ page, request }) => {
      await page.goto(pathOf(await aLiveProduct(request)));
      await expectAccessible(page);
    });
  }

  test('a run’s progress', async ({ page, system }) => {
    await page.goto(`/sell/${system.syncIds[0]}`);
    await expectAccessible(page);
  });

  test('the filter in Swahili', async ({ page }) => {
    await page.goto('/?lang=sw');
    await page.getByText('Chuja', { exact: true }).click();
    await expectAccessible(page);
  });
});

// In one: signing in is only so often allowed.
test('the consoles', async ({ page, signInAs, system }) => {
  test.setTimeout(240_000);
  const { flagged, rejected, sellerId } = await holdShop(system.databaseUrl ?? '');
  await signInAs('admin');
  for (const path of [
    '/review',
    '/review/history',
    '/review/second-look',
    '/review/numbers',
    '/review/policy',
    '/admin/policy',
    '/admin/second-looks',
    '/admin',
    '/admin/syncs',
    '/admin/failed',
    '/admin/prices',
    '/admin/log',
    '/admin/users',
    '/admin/sellers',
    '/admin/work',
    '/admin/model',
    '/admin/find?q=a',
    '/admin/audit',
    '/admin/settings',
    '/review/find?q=a',
    '/account',
    `/review/products/${flagged}`,
    `/admin/products/${rejected}`,
    `/admin/sellers/${sellerId}`,
  ]) {
    await page.setViewportSize(DESKTOP);
    await page.goto(path);
    await expectAccessible(page);
    await expectNoSliding(page);
  }
  await page.setViewportSize(DESKTOP);
  await page.goto('/review');
  await listensToKeys(page);
  await page.keyboard.press('r');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
  // An admin is a moderator, too.
  for (const { path, act } of CONSOLE_STATES) {
    const state = await page.context().newPage();
    await state.setViewportSize(DESKTOP);
    await state.goto(path);
    await act?.(state);
    await expectAccessible(state);
    await expectNoSliding(state);
    await state.close();
  }
});

test('what is not a moderator’s to open', async ({ page, signInAs }) => {
  await signInAs('moderator');
  await page.goto('/admin');
  await expect(page.getByRole('heading', { name: 'This page is not yours to open' })).toBeVisible();
  await expectAccessible(page);
  await expectNoSliding(page);
});

test('a shop’s page for who holds it, who has proven it, and who does neither', async ({ browser, system }) => {
  const { sellerId, otherSellerId, holderKey, ownerKey } = await holdShop(system.databaseUrl ?? '');
  const visits: [key: string | null, ...paths: string[]][] = [
    [ownerKey, '/sell', `/sell/shops/${sellerId}`, `/sell/shops/${sellerId}?state=rejected&lang=sw`],
    [holderKey, `/sell/shops/${sellerId}?lang=en`, `/sell/shops/${sellerId}/prove`],
    // A device that holds another shop, and one that holds none, or none any more.
    [ownerKey, `/sell/shops/${otherSellerId}`, `/sell/shops/${otherSellerId}?lang=sw`],
    [null, `/sell/shops/${sellerId}`],
  ];
  for (const [key, ...paths] of visits) {
    const context = await browser.newContext({ baseURL: system.url, serviceWorkers: 'block', viewport: DESKTOP });
    if (key) await keepShopKey(context, system.url, key);
    const page = await context.newPage();
    for (const path of paths) {
      await page.setViewportSize(DESKTOP);
      await page.goto(path);
      await expectAccessible(page);
      await expectNoSliding(page);
    }
    await context.close();
  }
});

/** On a phone, and at 200 % zoom of a small laptop. */
async function expectNoSliding(page: Page): Promise<void> {
  for (const width of [390, 640]) {
    await page.setViewportSize({ width, height: 844 });
    await expect
      .poll(() => page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - window.innerWidth), {
        message: `${page.url()} at ${width} px is wider than its window by`,
      })
      .toBeLessThanOrEqual(0);
  }
}
