import { allLiveProducts } from './support/api';
import { expect, expectAccessible, test } from './support/test';

const SHOW = /^Show .*products?$/;
const EMPTY_RANGE = 'The lowest price is above the highest. Change one of them.';

test('says how many products are left while they are chosen', async ({ page, request }) => {
  const products = await allLiveProducts(request);
  const left = products.filter(
    ({ category, price }) => category === 'shoes' && price?.currency === 'KES' && price.amount <= 2_500,
  );
  await page.goto('/');
  await page.locator('summary', { hasText: 'Filter' }).click();
  await expect(page.getByRole('button', { name: `Show ${products.length} products` })).toBeVisible();
  await page.getByLabel('Category').selectOption('shoes');
  await page.getByLabel('To (KSh)').fill('2500');
  await page.getByRole('button', { name: `Show ${left.length} product` }).click();
  await expect(page).toHaveURL(/category=shoes/);
  const cards = page.getByRole('region', { name: 'Shoes in your price range' }).getByRole('listitem');
  await expect(async () => {
    await page.mouse.wheel(0, 4_000);
    await expect(cards).toHaveCount(left.length, { timeout: 500 });
  }).toPass();
});

test('keeps prices of other currencies apart, and marks them by their code', async ({ page, request }) => {
  const foreign = (await allLiveProducts(request)).filter(({ price }) => price !== null && price.currency !== 'KES');
  const currency = foreign[0]?.price?.currency ?? '';
  const amounts = foreign.flatMap(({ price }) => (price?.currency === currency ? [price.amount] : []));
  test.skip(amounts.length === 0, 'everything is priced in shillings');
  await page.goto(`/?maxPrice=${Math.max(...amounts)}`);
  const cards = page.getByRole('region', { name: /in your price range$/ }).getByRole('listitem');
  await expect(cards.filter({ hasText: currency })).toHaveCount(0);
  await page.locator('summary', { hasText: 'Filter' }).click();
  await page.getByLabel('Currency of the price').selectOption(currency);
  await page.getByLabel(`To (${currency})`).fill(String(Math.max(...amounts)));
  await page.getByRole('button', { name: `Show ${amounts.length} product` }).click();
  await expect(page).toHaveURL(new RegExp(`currency=${currency}`));
  await expect(cards).toHaveCount(amounts.length);
  await expect(cards.filter({ hasText: currency })).toHaveCount(amounts.length);
  await page.getByRole('link', { name: new RegExp(`^Remove Up to .*${currency}|^Remove Up to ${currency}`) }).click();
  await expect(page).not.toHaveURL(/currency|maxPrice/);
});

for (const path of ['/', '/search?q=dress'])
  test(`a range with nothing in it is said beside its fields: ${path}`, async ({ page }) => {
    await page.goto(path);
    await page.locator('summary', { hasText: 'Filter' }).click();
    await page.getByLabel('From (KSh)').fill('900');
    await page.getByLabel('To (KSh)').fill('100');
    await expect(page.getByText(EMPTY_RANGE)).toBeVisible();
    await expect(page.getByLabel('To (KSh)')).toHaveAccessibleDescription(EMPTY_RANGE);
    await expectAccessible(page, 'details[open]');
    await page.getByRole('button', { name: SHOW }).click();
    await expect(page.getByLabel('To (KSh)')).toBeFocused();
    expect(page.url()).not.toContain('maxPrice');
    await page.getByLabel('To (KSh)').fill('1000');
    await expect(page.getByText(EMPTY_RANGE)).toBeHidden();
    await page.getByRole('button', { name: SHOW }).click();
    await expect(page).toHaveURL(/minPrice=900.*maxPrice=1000/);
  });

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the sheet is the same on every page, and a range with nothing in it is said there', async ({
    page,
    request,
  }) => {
    const [product] = await allLiveProducts(request);
    for (const path of ['/', '/?category=shoes', `/sellers/${product?.seller.id}`, '/search?q=dress']) {
      await page.goto(path);
      await page.locator('summary', { hasText: 'Filter' }).click();
      await expect(page.getByRole('radio', { name: 'Blue', exact: true })).toBeAttached();
      await page.getByLabel('From (KSh)').fill('900');
      await page.getByLabel('To (KSh)').fill('100');
      await page.getByRole('button', { name: 'Show products' }).click();
      await expect(page).toHaveURL(/minPrice=900.*maxPrice=100/);
      await expect(page.getByText(EMPTY_RANGE)).toBeVisible();
      await page.getByLabel('From (KSh)').fill('');
      await page.getByLabel('To (KSh)').fill('100000');
      await page.getByRole('button', { name: 'Show products' }).click();
      await expect(page.getByText(EMPTY_RANGE)).toBeHidden();
      await page.getByRole('link', { name: /^Remove Up to/ }).click();
      await expect(page).not.toHaveURL(/maxPrice=100000/);
    }
  });
});
