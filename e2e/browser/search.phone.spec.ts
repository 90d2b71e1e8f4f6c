import { choosePhoto, dressAndShoe, firstFound, hrefOf, oneWithAlike, photoOf } from './support/search';
import { expect, expectAccessible, test } from './support/test';

test('camera and photos are two choices, from every page', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Search by photo' }).tap();
  const sheet = page.getByRole('dialog', { name: 'Search by photo' });
  await expect(sheet).toBeInViewport();
  await expectAccessible(page);
  const [fromCamera] = await Promise.all([
    page.waitForEvent('filechooser'),
    sheet.getByRole('button', { name: 'Take a photo' }).tap(),
  ]);
  expect(await fromCamera.element().getAttribute('capture')).toBe('environment');
  await expect(sheet).toBeHidden();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Search by photo' }).tap();
  const [fromFiles] = await Promise.all([
    page.waitForEvent('filechooser'),
    sheet.getByRole('button', { name: 'Choose a photo' }).tap(),
  ]);
  expect(await fromFiles.element().getAttribute('capture')).toBeNull();
});

test('a photo search fits the hand', async ({ page, request, system }) => {
  const [dress] = await dressAndShoe(request);
  await page.goto('/search');
  await expect(page.getByRole('button', { name: 'Take a photo' })).toBeInViewport();
  await choosePhoto(page, await photoOf(system.worldOrigin, dress));
  await expect(firstFound(page)).toHaveAttribute('href', hrefOf(dress));
  await expect(page.getByRole('group', { name: /Box around/ })).toBeInViewport();
  await expectNoSideScroll(page);
  await expectAccessible(page);

  await page.getByText('Filter', { exact: true }).tap();
  await expect(page.getByRole('button', { name: /^Show .*products?$/ })).toBeInViewport();
  await expectNoSideScroll(page);
  await expectAccessible(page);
});

test('what is alike opens in place', async ({ page, request }) => {
  await page.goto(`/search?like=${await oneWithAlike(request)}`);
  await page
    .getByRole('button', { name: /^\d+ more like/ })
    .first()
    .tap();
  await expect(page.getByRole('button', { name: 'Close these' })).toBeVisible();
  await expectNoSideScroll(page);
  await expectAccessible(page);
});

async function expectNoSideScroll(page: import('@playwright/test').Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
}
