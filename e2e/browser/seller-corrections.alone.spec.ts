import { allLiveProducts } from './support/api';
import { holdShop, keepShopKey } from './support/held-shop';
import { collectComplaints, expect, expectAccessible, test } from './support/test';

test('corrects a price, appeals, erases everything and takes it back', async ({ page, request, system }) => {
  const complaints = collectComplaints(page);
  const { sellerId, rejected, live, ownerKey } = await holdShop(system.databaseUrl ?? '');
  await keepShopKey(page.context(), system.url, ownerKey);
  const mine = async () =>
    (await allLiveProducts(request)).filter(({ seller }) => seller.id === sellerId).map(({ productId }) => productId);
  const before = await mine();
  await page.goto(`/sell/shops/${sellerId}`);
  await expect(page.getByRole('list', { name: 'How your products stand' })).toContainText(`${before.length} live`);
  await expect(page.getByRole('region', { name: 'Reading from WhatsApp' })).toContainText(
    /Last read (just now|\d+ \w+ ago)/,
  );
  await expectAccessible(page);

  await test.step('a price', async () => {
    await page.goto(`/sell/shops/${sellerId}?state=live`);
    const row = page.locator(`#p${live}`);
    await row.getByText('Change', { exact: false }).first().click();
    await row.getByLabel('Price', { exact: true }).fill('1,234');
    await row.getByRole('button', { name: 'Save price' }).press('Enter');
    await expect(page.locator(`#p${live}`)).toContainText('Your price is saved.');
    await expect(page.locator(`#p${live}`)).toContainText('1,234');
    await page.goto(`/products/${live}`);
    await expect(page.getByText('Price set by the shop on Soko.')).toBeVisible();
    const found = await (await request.get(`/api/products?ids=${live}`)).json();
    expect(found.products[0].price.amount).toBe(1234);
  });

  await test.step('an appeal, from the list of what is not accepted', async () => {
    await page.goto(`/sell/shops/${sellerId}?state=rejected`);
    const row = page.locator(`#p${rejected}`);
    await row.getByText('Ask for another look').click();
    await row.getByLabel('Why should it be shown?').fill('It is a toy, for children.');
    await row.getByRole('button', { name: 'Send' }).press('Enter');
    await expect(page.getByText('Sent. A person will look at it again.')).toBeVisible();
    await page.goto(`/sell/shops/${sellerId}?state=waiting`);
    await expect(page.locator(`#p${rejected}`)).toContainText('You asked for another look');
  });

  await test.step('everything erased, and taken back', async () => {
    await page.goto(`/sell/shops/${sellerId}`);
    await page.getByText('Erase everything').first().click();
    await page.getByLabel('I want everything of this shop to be erased.').check();
    await page.getByRole('button', { name: 'Erase everything' }).press('Enter');
    await expect(page.getByRole('heading', { name: 'Everything of this shop will be erased' })).toBeVisible();
    await expectAccessible(page);
    expect(await mine()).toEqual([]);
    expect((await request.get(`/sellers/${sellerId}`)).status()).toBe(404);
    await page.getByRole('button', { name: 'Take it back' }).press('Enter');
    await expect(page.getByText('Nothing is erased. Your shop is back.')).toBeVisible();
    await expect.poll(mine).toEqual(before);
  });
  expect(complaints).toEqual([]);
});
