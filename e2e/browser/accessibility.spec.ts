import type { ProductView } from '@/lib/marketplace/product-view.schema';
import { aLiveProduct } from './support/api';
import { expect, expectAccessible, listensToKeys, test } from './support/test';

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
test('the consoles', async ({ page, signInAs }) => {
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
    '/admin/find?q=a',
  ]) {
    await page.goto(path);
    await expectAccessible(page);
  }
  await page.goto('/review');
  await listensToKeys(page);
  await page.keyboard.press('r');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
});
