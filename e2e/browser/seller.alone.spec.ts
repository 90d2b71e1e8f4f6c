import type { SyncView } from '@/lib/syncs/sync-view.schema';
import { aLiveProduct } from './support/api';
import { phoneOf } from './support/photo';
import { expect, test } from './support/test';

test('goes straight to the progress of one catalogue', async ({ page, system, request }) => {
  const product = await aLiveProduct(request);
  await page.goto('/sell');
  await page.getByLabel('Paste your catalogue link').fill(`${system.worldOrigin}/c/${phoneOf(product)}`);
  await page.getByRole('button', { name: 'Add to Soko' }).click();
  await expect(page).toHaveURL(/\/sell\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('cannot send what holds no link', async ({ page }) => {
  await page.goto('/sell');
  await page.getByLabel('Paste your catalogue link').fill('hello, do you sell my things?');
  await expect(page.getByText('No WhatsApp link in this text yet.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add to Soko' })).toBeDisabled();
});

test('sees each product of a finished sync, and only those of one outcome when asked', async ({
  page,
  system,
  request,
}) => {
  for (const syncId of system.syncIds) {
    const { standings } = (await (await request.get(`/api/syncs/${syncId}`)).json()) as SyncView;
    if (!standings.rejected) continue;
    await page.goto(`/sell/${syncId}`);
    await page.getByRole('button', { name: /Not accepted/ }).click();
    const rows = page.getByRole('region', { name: 'Your products' }).getByRole('listitem');
    await expect(rows).toHaveCount(standings.rejected);
    await expect(rows.first()).toContainText('then add your catalogue again');
    return;
  }
  throw new Error('no demo sync has a rejected product');
});

test('meets a clear page under a link that is not complete', async ({ page }) => {
  const answer = await page.goto('/sell/not-a-sync');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is nothing under this link' })).toBeVisible();
});
