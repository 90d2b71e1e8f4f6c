import { expect, test } from './support/test';

test('an admin sees the system, its syncs, its prices, its log and its people', async ({ page, signInAs, system }) => {
  await signInAs('admin', '/admin');
  await expect(page.getByRole('heading', { name: 'Everything answers' })).toBeVisible();
  await page.getByRole('link', { name: 'Syncs', exact: true }).click();
  await expect(page.getByRole('row')).not.toHaveCount(1);
  await page.getByRole('link', { name: 'Prices', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Prices read in two ways' })).toBeVisible();
  await page.getByRole('link', { name: 'Log', exact: true }).click();
  await page.getByRole('navigation', { name: 'Filter' }).getByRole('link', { name: 'hydrate 404' }).click();
  await expect(page).toHaveURL(/event=hydrate_404/);
  await expect(page.getByRole('row').filter({ hasText: 'hydrate_404' }).first()).toBeVisible();
  await page.getByRole('link', { name: 'People' }).click();
  await expect(page.getByRole('row').filter({ hasText: system.users.moderator.email })).toContainText('moderator');
});

test('an admin starts a product again, and it is written down', async ({ page, signInAs, system }) => {
  await signInAs('admin', '/admin');
  const items = await page.request.get(`/api/syncs/${system.syncIds[0]}/items?limit=1`);
  const { items: rows } = (await items.json()) as { items: { productId: string }[] };
  const answer = await page.request.post('/api/admin/replay', {
    data: { productIds: [rows[0]?.productId] },
    headers: { origin: system.url },
  });
  expect(answer.status()).toBe(202);
  const { syncRunId } = (await answer.json()) as { syncRunId: string };
  await expect(async () => {
    const sync = (await (await page.request.get(`/api/syncs/${syncRunId}`)).json()) as { state: string };
    expect(sync.state).toBe('finished');
  }).toPass({ timeout: 30_000 });
});
