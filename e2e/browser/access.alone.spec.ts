import type { ReviewQueue } from '@/lib/moderation/moderation.schema';
import { EXPECTED } from '@/tools/attack/access-table';
import { expect, test } from './support/test';

/** Of the consoles' pages, those that have no id in their address. */
const pagesUnder = (folder: string): string[] =>
  Object.entries(EXPECTED).flatMap(([route, { nobody }]) => {
    const [, path = ''] = route.split(' ');
    return path.startsWith(folder) && !path.includes('[') && nobody.includes(307) ? [path] : [];
  });
const REVIEW_PAGES = [...pagesUnder('/review'), ...pagesUnder('/account')];
const ADMIN_PAGES = pagesUnder('/admin');
const DECISION = { productId: '1', version: 0, decision: 'approved' };
const REPLAY = { productIds: ['1'] };

test('a stranger is sent to sign in from every page of the consoles', async ({ page }) => {
  for (const path of [...REVIEW_PAGES, ...ADMIN_PAGES]) {
    await page.goto(path);
    await expect(page).toHaveURL(new RegExp(`/sign-in\\?next=${encodeURIComponent(path).replaceAll('.', '\\.')}$`));
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  }
});

test('a stranger’s requests to every action and console API are refused', async ({ request, system }) => {
  const headers = { origin: system.url };
  expect((await request.get('/api/review/queue')).status()).toBe(401);
  expect((await request.post('/api/review/decisions', { data: DECISION, headers })).status()).toBe(401);
  expect((await request.post('/api/admin/replay', { data: REPLAY, headers })).status()).toBe(401);
  const forged = { ...headers, cookie: 'soko_session=forged.AAAA' };
  expect((await request.post('/api/review/decisions', { data: DECISION, headers: forged })).status()).toBe(401);
});

test('a moderator gets no page and no action of the admins', async ({ page, signInAs, system }) => {
  await signInAs('moderator');
  for (const path of ADMIN_PAGES) {
    const answer = await page.goto(path);
    expect([path, answer?.status()]).toEqual([path, 403]);
    await expect(page.getByRole('heading', { name: 'This page is not yours to open' })).toBeVisible();
    // Nor what a soft navigation fetches.
    const fragment = await page.request.get(`${path}?_rsc=x`, { headers: { rsc: '1' } });
    expect(await fragment.text()).not.toContain('Latest syncs');
  }
  const replay = await page.request.post('/api/admin/replay', { data: REPLAY, headers: { origin: system.url } });
  expect(replay.status()).toBe(403);
});

test('another site cannot make a signed-in moderator decide', async ({ page, signInAs }) => {
  await signInAs('moderator');
  const { items } = (await (await page.request.get('/api/review/queue')).json()) as ReviewQueue;
  const [item] = items;
  const data = { productId: item?.productId, version: item?.version, decision: 'approved' };
  for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, {}]) {
    const answer = await page.request.post('/api/review/decisions', { data, headers });
    expect([answer.status(), ((await answer.json()) as { error: { code: string } }).error.code]).toEqual([
      403,
      'cross_site',
    ]);
  }
});

test('a wrong password is refused, again and again ever slower, and without telling what was wrong', async ({
  page,
}) => {
  await page.goto('/sign-in');
  for (let attempt = 0; attempt < 40; attempt++) {
    await page.getByLabel('E-mail').fill('guess@soko.example');
    await page.getByLabel('Password').fill(`guess ${attempt}`);
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await answered;
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled();
    await expect(page.getByRole('alert').filter({ hasText: /don’t go together|Too many/ })).toBeVisible();
    if (await page.getByText(/Too many sign-ins/).isVisible()) return;
  }
  throw new Error('nobody stopped the guessing');
});

test('signing out ends it', async ({ page, signInAs }) => {
  await signInAs('moderator');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect((await page.request.get('/api/review/queue')).status()).toBe(401);
});

test('there is no public way to make an account', async ({ request }) => {
  for (const path of ['/api/auth/sign-up/email', '/api/auth/sign-in/email']) {
    expect(
      (
        await request.post(path, { data: { email: 'x@soko.example', password: 'a long password', name: 'X' } })
      ).status(),
    ).toBe(404);
  }
});
