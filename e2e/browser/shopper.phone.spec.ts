import { allLiveProducts } from './support/api';
import { expect, expectAccessible, test } from './support/test';

test('everything important is within a thumb’s reach, and nothing scrolls sideways', async ({
  page,
  request,
  system,
}) => {
  const [product] = await allLiveProducts(request);
  for (const path of [
    '/',
    '/search',
    '/search?q=dress',
    `/products/${product?.productId}`,
    `/sellers/${product?.seller.id}`,
    '/sell',
    '/developers',
    '/privacy?lang=sw',
    '/terms',
    '/contact',
    `/sell/${system.syncIds[0]}`,
  ]) {
    await page.goto(path);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect([path, overflow]).toEqual([path, 0]);
    await expectAccessible(page);
  }
  await page.goto('/?lang=en');
  await page.getByRole('link', { name: 'Sell on Soko' }).tap();
  await expect(page).toHaveURL(/\/sell$/);
  await page.goto(`/products/${product?.productId}`);
  const chat = page.getByRole('link', { name: 'Chat on WhatsApp' }).filter({ visible: true });
  await expect(chat).toHaveCount(1);
  await expect(chat).toBeInViewport();
});

test('pictures take their place before they come: nothing jumps', async ({ page }) => {
  await page.goto('/');
  await page.waitForLoadState('networkidle');
  const shift = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );
  expect(shift).toBeLessThan(0.02);
});
