import type { Page } from '@playwright/test';
import { anotherScreen } from './support/sign-in';
import { expect, expectAccessible, listensToKeys, test } from './support/test';
import type { TestedSystem } from './support/tested-system';
import { insertWaitingProducts } from './support/waiting-products';

const WAITING = 100;
/** No product of the demo has it: the list is theirs alone. */
const REASON = 'violence_or_hate';
const DESK = `/review?reason=${REASON}`;
const idOf = (at: number) => String(7_800_000_000 + at);
const titleOf = (at: number) => `Bulk bag ${at + 1}`;

let takeAway: () => Promise<void> = async () => {};

test.beforeEach(async ({ system }) => {
  if (system.databaseUrl === undefined) throw new Error('these products only the database can make');
  takeAway = await insertWaitingProducts(
    system.databaseUrl,
    Array.from({ length: WAITING }, (_, at) => ({ productId: idOf(at), title: titleOf(at), problem: REASON })),
  );
});
test.afterEach(() => takeAway());

const heading = (page: Page, at: number) => page.getByRole('heading', { level: 2, name: titleOf(at), exact: true });
const waiting = (page: Page, count: number) =>
  expect(page.getByText(count === 1 ? '1 product waits' : `${count} products wait`, { exact: true })).toBeVisible();

async function openDesk(page: Page): Promise<void> {
  await page.goto(DESK);
  await listensToKeys(page);
  await expect(heading(page, 0)).toBeVisible();
}

/** Somebody else, at another screen. */
async function decideElsewhere(page: Page, system: TestedSystem, data: object): Promise<void> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('no browser');
  const other = await anotherScreen(browser, system, 'admin');
  const answer = await other.request.post('/api/review/decisions', { data, headers: { origin: system.url } });
  expect(answer.status()).toBe(200);
  await other.context().close();
}

test('clears 100 by keyboard: singly, then all at once, with a conflict and one undo', async ({
  page,
  signInAs,
  system,
}) => {
  await signInAs('moderator');
  await openDesk(page);
  await waiting(page, WAITING);

  await page.keyboard.press('a');
  await expect(page.getByText(`Approved “${titleOf(0)}”.`)).toBeVisible();
  await expect(heading(page, 1)).toBeVisible();
  await page.keyboard.press('r');
  // The model's reason is ticked already.
  await expect(page.getByRole('dialog').getByLabel('Violence or hate')).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(page.getByText(`Rejected “${titleOf(1)}”.`)).toBeVisible();
  await page.keyboard.press('f');
  await page.getByLabel('For the seller: what to change').fill('Another picture, please.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(`Asked the seller to fix “${titleOf(2)}”.`)).toBeVisible();
  await waiting(page, WAITING - 3);

  // The third-last, by its key.
  for (let back = 1; back <= 3; back++) {
    await page.keyboard.press('u');
    await waiting(page, WAITING - 3 + back);
  }
  await expect(heading(page, 0)).toBeVisible();

  await page.keyboard.press('*');
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: 'Why are all of these rejected?' });
  await expect(dialog.getByText(`${WAITING} products`).first()).toBeVisible();
  await expectAccessible(page, 'dialog');
  // After the preview, before it starts.
  await decideElsewhere(page, system, { productId: idOf(60), version: 0, decision: 'approved' });
  await page.keyboard.press('8');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Many at once' })).toContainText(
    `Rejected ${WAITING - 1} products. 1 product left alone.`,
  );
  await page.getByText('What was left alone, and why').click();
  await expect(page.getByText(/has already approved this product/)).toBeVisible();
  await waiting(page, 0);

  await page.keyboard.press('Shift+U');
  await expect(page.getByRole('region', { name: 'Many at once' })).toContainText(
    `Taken back for ${WAITING - 1} products.`,
  );
  await page.reload();
  await waiting(page, WAITING - 1);
});

test('takes back any decision from Decisions, and names who has decided since', async ({ page, signInAs, system }) => {
  await signInAs('moderator');
  await openDesk(page);
  for (let at = 0; at < 4; at++) {
    await expect(heading(page, at)).toBeVisible();
    await page.keyboard.press('a');
    await expect(page.getByText(`Approved “${titleOf(at)}”.`)).toBeVisible();
  }
  await page.goto(`/review/history?q=${encodeURIComponent('Bulk bag')}`);
  const rowOf = (at: number) => page.getByRole('row').filter({ has: page.getByText(titleOf(at), { exact: true }) });
  await expect(rowOf(1)).toContainText('Waits');
  await expect(rowOf(1)).toContainText('Approved');
  await rowOf(1)
    .getByRole('button', { name: /^Take back/ })
    .click();
  await expect(rowOf(1)).toContainText(/Taken back by/);
  // Somebody decides about another one while it is looked at here.
  await decideElsewhere(page, system, { productId: idOf(2), version: 1, decision: 'rejected', problems: ['other'] });
  await rowOf(2)
    .getByRole('button', { name: /^Take back/ })
    .click();
  await expect(rowOf(2).getByRole('alert')).toContainText('has rejected this product since.');
  await expectAccessible(page);
  await page.getByLabel('Decision', { exact: true }).selectOption('fix');
  await page.getByRole('button', { name: 'Look' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing like this was decided' })).toBeVisible();
});

test('decisions made offline are kept, and done once there is a connection', async ({ page, signInAs, context }) => {
  await signInAs('moderator');
  await openDesk(page);
  await context.setOffline(true);
  await page.keyboard.press('a');
  await expect(heading(page, 1)).toBeVisible();
  await page.keyboard.press('a');
  await expect(page.getByText('2 not sent yet')).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText('not sent yet')).toHaveCount(0);
  await page.goto(`/review/history?q=${encodeURIComponent('Bulk bag')}`);
  await expect(page.getByRole('button', { name: /^Take back: Approved/ })).toHaveCount(2);
});

test('takes a live product down from its own page, and puts it back', async ({ page, signInAs }) => {
  await signInAs('moderator');
  const { products } = (await (await page.request.get('/api/products?limit=1')).json()) as {
    products: { productId: string }[];
  };
  const [product] = products;
  if (product === undefined) throw new Error('nothing is live');
  const { productId } = product;
  await page.goto(`/products/${productId}`);
  await page.getByRole('link', { name: 'Review or take down' }).click();
  await page.waitForURL(`**/review/products/${productId}`);
  await listensToKeys(page);
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: /^Why is “.*” taken down\?$/ });
  await dialog.getByLabel('May be a scam').check();
  await dialog.getByRole('button', { name: 'Take down' }).click();
  await expect(page.getByText('Hidden from shoppers')).toBeVisible();
  expect((await page.request.get(`/api/products/${productId}`)).status()).toBe(404);
  await page.getByRole('button', { name: /^Take back: Taken down/ }).click();
  await expect(page.getByText('Shoppers see it', { exact: true })).toBeVisible();
  expect((await page.request.get(`/api/products/${productId}`)).status()).toBe(200);
  await expectAccessible(page);
});
