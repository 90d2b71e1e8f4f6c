import type { Page } from '@playwright/test';
import type { ReviewQueue } from '@/lib/moderation/moderation.schema';
import { anotherScreen } from './support/sign-in';
import { collectComplaints, expect, listensToKeys, test } from './support/test';

async function queueOf(page: Page): Promise<ReviewQueue> {
  const answer = await page.request.get('/api/review/queue');
  return (await answer.json()) as ReviewQueue;
}

async function currentProduct(page: Page): Promise<{ productId: string; title: string }> {
  const { items } = await queueOf(page);
  const [item] = items;
  if (!item?.title) throw new Error('the queue is empty');
  await expect(page.getByRole('heading', { level: 2, name: item.title })).toBeVisible();
  await listensToKeys(page);
  return { productId: item.productId, title: item.title };
}

test('approves a flagged product by keyboard: it is live, with a picture of our own', async ({ page, signInAs }) => {
  const complaints = collectComplaints(page);
  await signInAs('moderator');
  const { productId } = await currentProduct(page);
  expect((await page.request.get(`/api/products/${productId}`)).status()).toBe(404);
  await page.keyboard.press('a');
  await expect(page.getByText(/^Approved “/)).toBeVisible();
  await expect(async () => {
    const answer = await page.request.get(`/api/products/${productId}`);
    expect(answer.status()).toBe(200);
    const { imageUrl, s3ImageUrl } = (await answer.json()) as { imageUrl: string; s3ImageUrl: string | null };
    expect(s3ImageUrl).toMatch(/\/media\/products\//);
    expect(imageUrl).toBe(s3ImageUrl);
    expect((await page.request.get(imageUrl)).headers()['content-type']).toBe('image/jpeg');
  }).toPass({ timeout: 30_000 });
  await page.goto('/');
  await expect(page.locator(`a[href="/products/${productId}"]`)).toBeVisible();
  expect(complaints).toEqual([]);
});

test('rejects one with a reason: it never appears', async ({ page, signInAs }) => {
  await signInAs('moderator');
  const { productId, title } = await currentProduct(page);
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: `Why is “${title}” rejected?` });
  await expect(dialog).toBeVisible();
  await dialog.getByLabel('Not for sale').check();
  await dialog.getByLabel(/Anything to add/).fill('A sample, as the seller writes.');
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await expect(page.getByText(`Rejected “${title}”.`)).toBeVisible();
  expect((await page.request.get(`/api/products/${productId}`)).status()).toBe(404);
  await page.getByRole('link', { name: 'Decisions' }).click();
  const row = page.getByRole('row').filter({ hasText: title }).first();
  await expect(row).toContainText('Rejected');
  await expect(row).toContainText('Not for sale · A sample, as the seller writes.');
});

test('cannot reject without a reason', async ({ page, signInAs }) => {
  await signInAs('moderator');
  await currentProduct(page);
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog');
  for (const box of await dialog.getByRole('checkbox', { checked: true }).all()) await box.uncheck();
  await expect(dialog.getByRole('button', { name: 'Reject' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('takes a decision back', async ({ page, signInAs }) => {
  await signInAs('moderator');
  const { productId, title } = await currentProduct(page);
  const before = await queueOf(page);
  await page.keyboard.press('a');
  await expect(page.getByText(`Approved “${title}”.`)).toBeVisible();
  await page.keyboard.press('u');
  await expect(page.getByText('Put back in the queue.')).toBeVisible();
  expect((await queueOf(page)).total).toBe(before.total);
  expect((await page.request.get(`/api/products/${productId}`)).status()).toBe(404);
});

test('learns who was faster when two decide', async ({ page, signInAs, browser, system }) => {
  // Two who decide in one moment: the list has not heard of it.
  await page.route('**/api/review/watch', (route) => route.abort());
  await signInAs('moderator');
  const { productId, title } = await currentProduct(page);
  const { items } = await queueOf(page);
  const version = items.find((item) => item.productId === productId)?.version;
  const otherPage = await anotherScreen(browser, system, 'admin');
  const first = await otherPage.request.post('/api/review/decisions', {
    data: { productId, version, decision: 'rejected', problems: ['other'], note: 'first' },
    headers: { origin: system.url },
  });
  expect(first.status()).toBe(200);
  await otherPage.context().close();
  await page.keyboard.press('a');
  await expect(page.getByText(/has already rejected this product\. Nothing was changed\./)).toBeVisible();
  expect((await page.request.get(`/api/products/${productId}`)).status()).toBe(404);
  await expect(
    page.getByRole('navigation', { name: 'Waiting products' }).getByText(title, { exact: true }),
  ).toHaveCount(items.filter((item) => item.title === title).length - 1);
});
