import type { ReviewQueue } from '@/lib/moderation/moderation.schema';
import { allLiveProducts } from './support/api';
import { collectComplaints, expect, expectAccessible, test } from './support/test';

test('reports a product: a moderator sees why, rejects it, and it is gone from the market', async ({
  page,
  request,
  signInAs,
}) => {
  const complaints = collectComplaints(page);
  const product = (await allLiveProducts(request)).at(-1);
  if (!product) throw new Error('no live product');
  await page.goto(`/products/${product.productId}`);
  await page.getByRole('link', { name: 'Report this product' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'What is wrong with this product?' });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('It looks like a scam').press('Space');
  await dialog.getByLabel('Tell us more, if you like').fill('He asked for <b>money</b> first.');
  await dialog.getByRole('button', { name: 'Send the report' }).press('Enter');
  await expect(dialog.getByText('Thank you. A person will look at this product.')).toBeFocused();
  await dialog.getByRole('button', { name: 'Close' }).press('Enter');
  await expect(dialog).toBeHidden();
  expect((await request.get(`/api/products/${product.productId}`)).status()).toBe(200);
  expect(complaints).toEqual([]);

  await signInAs('moderator');
  await page.goto('/review?queue=reported');
  const { items } = (await (await page.request.get('/api/review/queue?queue=reported')).json()) as ReviewQueue;
  const reported = items.find(({ productId }) => productId === product.productId);
  expect(reported).toMatchObject({
    isLive: true,
    reports: [{ reason: 'scam' }],
  });
  await page
    .getByRole('navigation', { name: 'Waiting products' })
    .getByRole('button', { name: /Reported/ })
    .filter({ hasText: reported?.title ?? '' })
    .click();
  const reports = page.getByRole('region', { name: 'Reported by shoppers' });
  await expect(reports).toContainText('It stays live until you decide.');
  await expect(reports).toContainText('“He asked for <b>money</b> first.”');
  await expectAccessible(page);
  await page.keyboard.press('r');
  const reject = page.getByRole('dialog');
  await expect(reject.getByLabel('May be a scam')).toBeChecked();
  await reject.getByRole('button', { name: 'Take down' }).click();
  await expect(page.getByText(`Rejected “${reported?.title}”.`)).toBeVisible();
  await expect(async () => {
    expect((await request.get(`/api/products/${product.productId}`)).status()).toBe(404);
  }).toPass();
  expect((await allLiveProducts(request)).map(({ productId }) => productId)).not.toContain(product.productId);
});

test('takes no report that makes no sense, from another site, or by the dozen', async ({ request }) => {
  const [product] = await allLiveProducts(request);
  const url = `/api/products/${product?.productId}/reports`;
  const headers = { 'x-forwarded-for': '41.90.64.7' };
  const send = async (data: unknown, more: Record<string, string> = {}, path = url) =>
    (await request.post(path, { data, headers: { ...headers, ...more } })).status();
  expect(await send({ reason: 'ugly' })).toBe(422);
  expect(await send({ reason: 'scam', note: 'x'.repeat(501) })).toBe(422);
  expect(await send({ note: 'x' })).toBe(422);
  expect(await send('not JSON', { 'content-type': 'text/plain' })).toBe(400);
  expect(await send({ reason: 'scam', note: 'x'.repeat(20_000) })).toBe(413);
  expect(await send({ reason: 'scam' }, {}, '/api/products/99999999999999999/reports')).toBe(404);
  expect(await send({ reason: 'scam' }, {}, '/api/products/nonsense/reports')).toBe(404);
  expect(await send({ reason: 'scam' }, { origin: 'https://elsewhere.example' })).toBe(403);
  const flood = await Promise.all(Array.from({ length: 40 }, () => send({ reason: 'ugly' })));
  expect(new Set(flood)).toEqual(new Set([422, 429]));
  expect((await request.get('/api/review/queue')).status()).toBe(401);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false, locale: 'sw-KE' });

  test('reports a product with a plain form, in Swahili', async ({ page, request }) => {
    const product = (await allLiveProducts(request)).at(-2);
    if (!product) throw new Error('no live product');
    await page.goto(`/products/${product.productId}`);
    await page.getByRole('link', { name: 'Ripoti bidhaa hii' }).click();
    await expect(page.getByRole('heading', { name: 'Bidhaa hii ina tatizo gani?' })).toBeVisible();
    await page.getByLabel('Ni bidhaa bandia').check();
    await page.getByRole('button', { name: 'Tuma ripoti' }).click();
    await expect(page).toHaveURL(/report\?sent=1$/);
    await expect(page.getByText('Asante.')).toBeVisible();
  });
});
