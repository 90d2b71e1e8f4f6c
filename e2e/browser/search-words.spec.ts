import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { allLiveProducts } from './support/api';
import { choosePhoto, found } from './support/search';
import { expect, expectAccessible, taken, takesSteps, test } from './support/test';

// What is suggested is as old as the words in web's memory, which a busy machine renews after a minute or so.
test.beforeAll(async ({ request }) => {
  const suggested = async () => (await request.get('/api/suggestions?q=dres&limit=8')).json();
  await expect.poll(suggested, { timeout: 100_000 }).not.toEqual({ suggestions: [] });
});

test('suggests words, shops and categories while somebody types', async ({ page, request }) => {
  const shop = (await allLiveProducts(request)).find(({ seller }) => /^[A-Z][a-z]{3}/.test(seller.name ?? ''))?.seller;
  if (!shop?.name) throw new Error('the demo has no shop by name');
  await page.goto('/');
  const box = page.getByRole('combobox', { name: 'Search for products' });
  await taken(box);
  await box.click();
  await box.pressSequentially('shoe');
  const options = suggestionsOn(page);
  await expect(options.first()).toBeVisible();
  await expect(box).toHaveAttribute('aria-expanded', 'true');
  await expect(options.filter({ hasText: 'Category' })).toHaveText(/Shoes/);
  await expectAccessible(page);

  // By keyboard: what is chosen is named to the box, Escape leaves what was typed.
  await page.keyboard.press('ArrowDown');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await expect(box).toHaveAttribute('aria-activedescendant', (await options.first().getAttribute('id')) ?? '');
  await page.keyboard.press('Escape');
  await expect(options).toHaveCount(0);
  await expect(box).toHaveValue('shoe');

  await box.fill(shop.name.slice(0, 4));
  await options.filter({ hasText: 'Shop' }).filter({ hasText: shop.name }).click();
  await expect(page).toHaveURL(`/sellers/${shop.id}`);
});

test('takes the words that are suggested', async ({ page }) => {
  await page.goto('/');
  const box = page.getByRole('combobox');
  await taken(box);
  await box.click();
  await box.pressSequentially('dres');
  await expect(suggestionsOn(page).first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  const words = (await suggestionsOn(page).first().textContent()) ?? '';
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`“${words}”`);
  await expect(found(page).first()).toBeVisible();
});

test('remembers on this device what was searched for, until that is cleared', async ({ page }) => {
  await page.goto('/');
  const box = page.getByRole('combobox');
  await taken(box);
  await box.fill('red dress');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/q=red\+dress/);
  await page.goto('/');
  await taken(box);
  await box.click();
  await expect(page.getByRole('listbox', { name: 'Recent searches' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('option', { name: 'red dress' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('“red dress”');

  await page.goto('/');
  await taken(box);
  await box.click();
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(suggestionsOn(page)).toHaveCount(0);
});

test('what was mistyped is found, and said', async ({ page }) => {
  await page.goto('/search?q=sneekers');
  await expect(page.getByText('Nobody here writes “sneekers”.')).toBeVisible();
  await expect(found(page).first()).toContainText(/sneakers/i);
  await expectAccessible(page);
  await takesSteps(page);
  await page.getByRole('link', { name: 'sneakers', exact: true }).click();
  await expect(page).toHaveURL(/q=sneakers/);
  await expect(page.getByText('Nobody here writes')).toHaveCount(0);
});

test('words that nobody has are said to be nowhere, before the nearest is shown', async ({ page }) => {
  await page.goto('/search?q=qzxvw');
  await expect(page.getByText('Nothing here is called “qzxvw”')).toBeVisible();
  await expect(page.getByText('closest first')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'The nearest there is' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'The nearest products' }).locator('> li').first()).toBeVisible();
  await expectAccessible(page);
});

test('a photo of darkness looks like nothing here', async ({ page }) => {
  await page.goto('/search');
  await choosePhoto(page, await darkness());
  await expect(page.getByText('Nothing here looks like your photo')).toBeVisible();
  await expect(page.getByText('closest first')).toHaveCount(0);
  await expect(page.getByRole('list', { name: 'The nearest products' }).locator('> li').first()).toBeVisible();
  await expectAccessible(page);
});

test('words searched for from a category stay in it, until it is taken off', async ({ page, browser, system }) => {
  const withoutScripts = await browser.newContext({ javaScriptEnabled: false, baseURL: system.url });
  for (const tab of [page, await withoutScripts.newPage()]) {
    await tab.goto('/?category=shoes');
    await tab.getByRole('combobox', { name: 'Search for products' }).fill('red');
    await tab.keyboard.press('Enter');
    await expect(tab).toHaveURL(/\/search\?q=red&category=shoes/);
    await tab.getByRole('link', { name: 'Remove Shoes' }).click();
    await expect(tab).toHaveURL(/\/search\?q=red$/);
  }
  await withoutScripts.close();
});

/** Not the filters' own. */
function suggestionsOn(page: Page): Locator {
  return page.getByRole('listbox').getByRole('option');
}

async function darkness(): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 8, sigma: 4 };
  return sharp({ create: { width: 900, height: 1200, channels: 3, background: '#050505', noise } })
    .jpeg()
    .toBuffer();
}
