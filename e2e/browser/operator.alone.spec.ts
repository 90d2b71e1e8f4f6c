import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import pg from 'pg';
import { aLiveProduct, allLiveProducts } from './support/api';
import { expect, expectAccessible, test } from './support/test';
import { inWorld } from './support/world';

const CAUSE = 'login_wall';
const TOLD = 'WhatsApp asked to log in instead of showing the product.';

test('an admin sees the system, its syncs, its prices, its log and its people', async ({ page, signInAs, system }) => {
  await signInAs('admin', '/admin');
  await expect(page.getByRole('heading', { name: 'Everything answers' })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Reading: \d+ in all/ })).toBeVisible();
  await page.getByRole('button', { name: 'Last day, by hour' }).click();
  await page.getByRole('button', { name: 'Numbers' }).click();
  await expect(page.getByRole('region', { name: 'Throughput in numbers, newest first' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Syncs', exact: true }).click();
  await expect(page.getByRole('row')).not.toHaveCount(1);
  await page.getByRole('link', { name: 'Prices', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Prices read in two ways' })).toBeVisible();
  await page.getByRole('link', { name: 'Log', exact: true }).click();
  await page.getByRole('navigation', { name: 'Filter' }).getByRole('link', { name: 'hydrate 404' }).click();
  await expect(page).toHaveURL(/event=hydrate_404/);
  await expect(page.getByText('WhatsApp says that the product is gone').first()).toBeVisible();
  await page.getByRole('link', { name: 'People' }).click();
  await expect(page.getByRole('row').filter({ hasText: system.users.moderator.email })).toContainText('moderator');
});

test('an admin finds why one product failed within three clicks, and replays after the outage', async ({
  page,
  request,
  signInAs,
  system,
}) => {
  const product = await aLiveProduct(request);
  const { id } = (await inWorld(request, system.worldOrigin, 'quirk', {
    ...{ on: 'page', quirk: { kind: 'login-wall' }, product: product.productId },
  })) as { id: number };
  await signInAs('admin', '/admin');
  const failed = await replay(page, system.url, product.productId);
  await untilFinished(page, failed);

  await page.goto('/admin');
  // One …
  await page.getByRole('region', { name: 'Failures by cause' }).getByRole('link', { name: CAUSE }).click();
  // … two …
  await page.locator(`a[href="/admin/products/${product.productId}"]`).first().click();
  // … and there it stands, with what happened before.
  await expect(page.getByText(`Its last attempt failed: ${CAUSE}`)).toBeVisible();
  const story = page.getByRole('region', { name: 'What happened' });
  await expect(story.getByText('The page could not be read').first()).toBeVisible();
  await expect(story.getByText(TOLD).first()).toBeVisible();
  await expect(story.getByText('It came on the market').first()).toBeVisible();
  await expectAccessible(page);

  await inWorld(request, system.worldOrigin, 'quirks-off', { id });
  await page.goto(`/admin/failed?code=${CAUSE}`);
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Replay all/ }).click();
  await expect(page.getByText(/^\d+ products? of .* failed: \d+ at Reading/)).toBeVisible();
  await page.getByRole('button', { name: /^Start \d+ product/ }).click();
  await page.getByRole('link', { name: 'see it' }).click();
  await expect(page).toHaveURL(/\/admin\/syncs\/[0-9a-f-]{36}$/);
  await untilFinished(page, page.url().split('/').at(-1) ?? '');
  await page.goto(`/admin/products/${product.productId}`);
  await expect(page.getByText('It was started again').first()).toBeVisible();
  await expect(page.getByText(/^Its last attempt failed/)).toBeHidden();
});

test('one box leads to a product, its seller by phone in any spelling, and a sync', async ({
  page,
  request,
  signInAs,
  system,
}) => {
  const product = await aLiveProduct(request);
  await signInAs('admin', '/admin/log');
  const box = page.getByRole('searchbox', { name: 'Find a product, seller, phone or sync' });
  const find = async (text: string) => {
    // The server draws the box before the page listens to keys.
    await expect(async () => {
      await page.keyboard.press('/');
      await expect(box).toBeFocused({ timeout: 500 });
    }).toPass();
    await box.fill(text);
    await box.press('Enter');
  };
  await find(product.productId);
  await expect(page).toHaveURL(`/admin/products/${product.productId}`);
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
  const phone = new URL(product.whatsappUrl).pathname.slice(1);
  await find(`0${phone.slice(3, 6)} ${phone.slice(6)}`);
  await expect(page).toHaveURL(`/admin/sellers/${product.seller.id}`);
  await expectAccessible(page);
  await find((system.syncIds[0] ?? '').slice(0, 8));
  await expect(page).toHaveURL(`/admin/syncs/${system.syncIds[0]}`);
  await expectAccessible(page);
  await find('no such thing anywhere');
  await expect(page.getByRole('heading', { name: 'Nothing is known by this' })).toBeVisible();
});

test('an admin suspends a seller: gone for shoppers once it is told, and back when resumed', async ({
  page,
  request,
  signInAs,
}) => {
  const { seller } = await aLiveProduct(request);
  const ofSeller = async () => (await allLiveProducts(request)).filter((each) => each.seller.id === seller.id).length;
  const before = await ofSeller();
  expect(before).toBeGreaterThan(0);
  await signInAs('admin', `/admin/sellers/${seller.id}`);
  await page.getByLabel('Suspend: why').fill('Sells phones that are not theirs');
  await page.getByRole('button', { name: 'Suspend now' }).click();
  await expect(page.getByText('Suspended: nothing of this seller is live')).toBeVisible();
  expect(await ofSeller()).toBe(0);
  await expect(page.getByText(/seller suspended · .* · Sells phones that are not theirs/)).toBeVisible();
  await page.getByLabel('A note for other admins').fill('Called on Monday, promised to mend it.');
  await page.getByRole('button', { name: 'Keep the note' }).click();
  await expect(page.getByText('Called on Monday, promised to mend it.')).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect.poll(ofSeller).toBe(before);
});

test('a paused stage lets its products wait, says so, and they go on when it is resumed', async ({
  page,
  request,
  signInAs,
  system,
}) => {
  const product = await aLiveProduct(request);
  await signInAs('admin', '/admin/work');
  await expectAccessible(page);
  await page.getByLabel('Why Reading is paused').fill('WhatsApp changes its pages');
  await page.getByRole('button', { name: 'Pause Reading' }).click();
  await expect(page.getByText(/WhatsApp changes its pages/)).toBeVisible();
  const syncRunId = await replay(page, system.url, product.productId);
  const paused = async () => {
    const ready = (await (await request.get('/api/ready')).json()) as { pausedStages: { waiting: number }[] };
    return ready.pausedStages[0]?.waiting;
  };
  await expect.poll(paused).toBe(1);
  await page.goto('/admin');
  await expect(page.getByText('One stage is paused')).toBeVisible();
  await page.goto('/admin/work');
  await page.getByRole('button', { name: 'Resume' }).click();
  await untilFinished(page, syncRunId);
  expect(await paused()).toBeUndefined();
});

test('an admin dismisses a sync that failed, lets a number in again, and has a heartbeat run', async ({
  page,
  signInAs,
  system,
}) => {
  const client = new pg.Client({ connectionString: system.databaseUrl });
  await client.connect();
  const id = randomUUID();
  await client.query(
    `INSERT INTO "syncRuns" ("id", "kind", "state", "outcome", "detail", "finishedAt")
     VALUES ($1, 'catalogue', 'failed', 'blocked', 'WhatsApp turned us away for now.', now())`,
    [id],
  );
  await signInAs('admin', '/admin/failed');
  await page.getByRole('region', { name: 'Failed syncs' }).getByRole('button', { name: 'Dismiss' }).first().click();
  await expect
    .poll(async () => (await client.query(`SELECT 1 FROM "auditLog" WHERE "action" = 'work.dismissed'`)).rowCount)
    .toBeGreaterThan(0);
  await page.goto('/admin/work');
  await page.getByLabel('Number with country code').fill('+254 700 000 001');
  await page.getByRole('button', { name: 'Let in again' }).click();
  await expect(page.getByText('This number is not among those that are left out.')).toBeVisible();
  await page.getByRole('button', { name: 'Run one now' }).click();
  await expect(page.getByText('It begins')).toBeVisible();
  const { rows } = await client.query(`SELECT "action" FROM "auditLog" WHERE "action" = 'heartbeat.asked'`);
  expect(rows).toHaveLength(1);
  await client.end();
});

async function replay(page: Page, origin: string, productId: string): Promise<string> {
  const answer = await page.request.post('/api/admin/replay', {
    data: { productIds: [productId] },
    headers: { origin },
  });
  expect(answer.status()).toBe(202);
  return ((await answer.json()) as { syncRunId: string }).syncRunId;
}

async function untilFinished(page: Page, syncRunId: string): Promise<void> {
  await expect(async () => {
    const sync = (await (await page.request.get(`/api/syncs/${syncRunId}`)).json()) as { state: string };
    expect(sync.state).toBe('finished');
  }).toPass({ timeout: 60_000 });
}
