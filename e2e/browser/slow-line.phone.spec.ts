import { holdRequests, holdScripts } from './support/hold-requests';
import { collectComplaints, expect, test } from './support/test';

test.describe('while the script is still on its way', () => {
  test('a product that is tapped to be saved is saved', async ({ page }) => {
    const letScriptsCome = await holdScripts(page);
    await page.goto('/', { waitUntil: 'commit' });
    const save = page
      .getByRole('region', { name: 'Newest products' })
      .getByRole('button', { name: /^Save / })
      .first();
    await save.tap();
    await expect(save).toHaveAttribute('aria-pressed', 'false');
    letScriptsCome();
    await expect(save).toHaveAttribute('aria-pressed', 'true');
  });

  test('a link leads to its page', async ({ page }) => {
    await holdScripts(page);
    await page.goto('/', { waitUntil: 'commit' });
    await page.getByRole('region', { name: 'Newest products' }).getByRole('heading').getByRole('link').first().tap();
    await expect(page).toHaveURL(/\/products\/\d+$/);
  });
});

test('a link is followed without loading all of the page anew', async ({ page }) => {
  const complaints = collectComplaints(page);
  await page.goto('/');
  await page.evaluate(() => document.body.setAttribute('data-same-page', ''));
  const link = page.getByRole('region', { name: 'Newest products' }).getByRole('heading').getByRole('link').first();
  const path = (await link.getAttribute('href')) ?? '';
  // The answer waits until the link has been seen to wait for it.
  const letGo = await holdRequests(page, '**/products/*');
  await expect(async () => {
    await link.tap();
    await expect(link).toHaveAttribute('data-going', '', { timeout: 500 });
  }).toPass();
  letGo();
  await expect(page).toHaveURL(new URL(path, page.url()).href);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('body')).toHaveAttribute('data-same-page', '');
  await page.goBack();
  await expect(link).toBeVisible();
  await expect(link).not.toHaveAttribute('data-going', '');
  expect(complaints).toEqual([]);
});

test('whoever scrolls faster than the next products come sees room for them, and not the footer', async ({ page }) => {
  const letGo = await holdRequests(page, '**/api/products?*cursor=*');
  await page.goto('/');
  const cards = page.getByRole('region', { name: 'Newest products' }).getByRole('heading').getByRole('link');
  const first = await cards.count();
  await cards.last().evaluate((card) => card.scrollIntoView({ block: 'start' }));
  await expect(page.getByText('Loading more')).toBeInViewport();
  await expect(page.getByRole('contentinfo')).not.toBeInViewport();
  letGo();
  await expect.poll(() => cards.count()).toBeGreaterThan(first);
});
