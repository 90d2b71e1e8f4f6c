import { allLiveProducts } from './support/api';
import { expect, expectAccessible, listensToKeys, test } from './support/test';

test('the market and the seller’s pages', async ({ page, request, system }) => {
  const [product] = await allLiveProducts(request);
  const paths = [
    '/',
    '/?lang=en&colour=blue&maxPrice=3000&sort=price',
    '/?minPrice=9999999',
    '/saved',
    '/products/99999999999999999',
    '/search',
    '/search?q=dress',
    `/products/${product?.productId}`,
    `/products/${product?.productId}/report`,
    `/sellers/${product?.seller.id}`,
    '/sell',
    `/sell/${system.syncIds[0]}`,
    '/sign-in',
    '/nowhere',
  ];
  for (const path of paths) {
    await page.goto(path);
    await expectAccessible(page);
  }
  await page.goto('/?lang=sw');
  await page.getByText('Chuja', { exact: true }).click();
  await expectAccessible(page);
});

test('the consoles', async ({ page, signInAs }) => {
  await signInAs('admin');
  for (const path of [
    '/review',
    '/review/history',
    '/admin',
    '/admin/syncs',
    '/admin/failed',
    '/admin/log',
    '/admin/users',
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
