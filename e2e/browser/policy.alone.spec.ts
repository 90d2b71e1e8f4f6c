import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { decisionLineSchema } from '@/lib/moderation/export/decision-line';
import { anotherScreen } from './support/sign-in';
import { collectComplaints, expect, listensToKeys, taken, test } from './support/test';

const WEAPONS = 'Made to hurt people, or made to look so that others fear it. Never, whatever it is called.';

async function putInForce(page: Page, percent: string): Promise<void> {
  await page.getByLabel('Second look, in %').fill(percent);
  await page.getByRole('button', { name: /^Put version \d+ in force$/ }).click();
  await expect(page.getByText(/^Version \d+ is in force$/)).toBeVisible();
}

test('a policy is written, decides what is looked at twice, and an admin settles a disagreement', async ({
  page,
  signInAs,
  browser,
  system,
}) => {
  const complaints = collectComplaints(page);
  await signInAs('admin');
  await page.goto('/admin/policy');
  await taken(page.getByLabel('Second look, in %'));
  await page.getByText('Weapon', { exact: true }).click();
  const text = page.locator('#reason-weapon-text');
  await text.fill(WEAPONS);
  await expect(page.locator('ins', { hasText: 'Never, whatever' })).toBeVisible();
  await putInForce(page, '100');

  const moderator = await anotherScreen(browser, system, 'moderator');
  const queue = (await (await moderator.request.get('/api/review/queue')).json()) as {
    items: { productId: string; version: number; title: string }[];
  };
  const [item] = queue.items;
  if (item === undefined) throw new Error('the queue is empty');
  const decided = await moderator.request.post('/api/review/decisions', {
    data: { productId: item.productId, version: item.version, decision: 'approved', problems: [], note: null },
    headers: { origin: system.url },
  });
  expect(decided.status()).toBe(200);
  // Whoever decided is not asked again.
  await moderator.goto('/review/second-look');
  await expect(moderator.getByText('Nothing to look at a second time')).toBeVisible();
  await moderator.context().close();

  await page.goto('/review/second-look');
  await expect(page.getByRole('heading', { level: 2, name: item.title })).toBeVisible();
  await listensToKeys(page);
  await page.getByLabel('Weapon').check();
  await expect(page.getByText(WEAPONS)).toBeVisible();
  await page.keyboard.press('r');
  await expect(page.getByText('Nothing to look at a second time')).toBeVisible();

  await page.goto('/admin/second-looks');
  const row = page.getByRole('row').filter({ hasText: item.title });
  await expect(row).toContainText('approved');
  await expect(row).toContainText('Weapon');
  await row.getByRole('button', { name: 'Reject' }).click();
  await expect(page.getByText('Nobody disagrees')).toBeVisible();
  expect((await page.request.get(`/api/products/${item.productId}`)).status()).toBe(404);

  await page.goto('/review/numbers?period=24h');
  await expect(page.getByRole('region', { name: 'First decisions against second ones' })).toBeVisible();
  await page.getByLabel('As', { exact: true }).selectOption('jsonl');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  const file = await (await downloading).path();
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  const exported = lines.map((line) => decisionLineSchema.parse(JSON.parse(line)));
  expect(exported.filter(({ productId }) => productId === item.productId)).toMatchObject([
    { decision: 'approved', source: 'moderator' },
    { decision: 'rejected', problems: ['weapon'] },
  ]);

  await page.goto('/admin/policy');
  await taken(page.getByLabel('Second look, in %'));
  await putInForce(page, '0');
  await page.getByRole('link', { name: 'Version 2', exact: true }).click();
  await expect(page.getByText('Second look: 0 % → 100 %')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('of two admins who write at once, the second keeps their words and puts them on top', async ({
  page,
  signInAs,
  browser,
  system,
}) => {
  await signInAs('admin');
  await page.goto('/admin/policy');
  await taken(page.getByLabel('Second look, in %'));
  await page.getByText('Not for sale', { exact: true }).click();
  await page.locator('#reason-not_for_sale-text').fill('Nothing can be bought. Mine.');

  const other = await anotherScreen(browser, system, 'admin');
  await other.goto('/admin/policy');
  await taken(other.getByLabel('Second look, in %'));
  await other.getByText('Adult content', { exact: true }).click();
  await other.locator('#reason-adult_content-text').fill('Made to arouse. Theirs.');
  await other.getByRole('button', { name: /^Put version/ }).click();
  await expect(other.getByText(/^Version \d+ is in force$/)).toBeVisible();
  await other.context().close();

  await page.getByRole('button', { name: /^Put version/ }).click();
  await expect(page.getByText(/^Version \d+ was saved while you were writing$/)).toBeVisible();
  await page.getByRole('button', { name: 'Put mine on top' }).click();
  await page.getByRole('button', { name: /^Put version/ }).click();
  await expect(page.getByText(/^Version \d+ is in force$/)).toBeVisible();
  await page.reload();
  await expect(page.locator('#reason-not_for_sale-text')).toHaveValue('Nothing can be bought. Mine.');
  await expect(page.locator('#reason-adult_content-text')).toHaveValue('Made to arouse. Theirs.');
});
