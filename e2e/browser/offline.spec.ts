import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import type { Page } from '@playwright/test';
import { allLiveProducts } from './support/api';
import { expect, expectAccessible, taken, test } from './support/test';

test.use({ serviceWorkers: 'allow' });

/** Installed, and what it is told reaches it. */
const workerIsReady = (page: Page) => page.evaluate(async () => void (await navigator.serviceWorker.ready));

/** All that is kept on the device for being offline. */
const allKept = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const caches = await Promise.all((await window.caches.keys()).map((name) => window.caches.open(name)));
    const kept = await Promise.all(caches.map((cache) => cache.keys()));
    return kept.flat().map(({ url }) => url.slice(window.location.origin.length));
  });
/** Once more before each page: Chromium lets a service worker have the network again with the first one. */
async function loseConnection(page: Page): Promise<void> {
  await page.context().setOffline(false);
  await page.context().setOffline(true);
}
const keptSaved = async (page: Page) =>
  (await allKept(page)).filter((path) => /^\/offline\/(pictures\/|saved\?lang=\w+&ids=)/.test(path)).sort();

for (const { language, title, again } of [
  { language: 'en', title: 'You are offline', again: 'Try again' },
  { language: 'sw', title: 'Hauna mtandao', again: 'Jaribu tena' },
]) {
  test(`a shopper who loses the connection is told so, in ${language}, and goes on when it is back`, async ({
    page,
    context,
  }) => {
    await page.goto(`/?lang=${language}`);
    await workerIsReady(page);
    await context.setOffline(true);
    await page.goto('/search?q=dress');
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    // Its style was kept with it.
    await expect(page.getByRole('link', { name: again })).toHaveCSS('display', 'flex');
    await expectAccessible(page);
    await context.setOffline(false);
    await page.getByRole('link', { name: again }).click();
    await expect(page).toHaveURL(/\/search\?q=dress/);
    await expect(page.getByRole('heading', { level: 1, name: 'dress' })).toBeVisible();
  });
}

test('a Soko that does not answer is not a lost connection', async ({ page, system }) => {
  const sockets = new Set<Socket>();
  const { port: systemPort, hostname } = new URL(system.url);
  const door = createServer((socket) => {
    const onwards = connect(Number(systemPort), hostname);
    for (const [from, to] of [
      [socket, onwards],
      [onwards, socket],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy()).pipe(to);
    }
  });
  await new Promise<void>((listening) => door.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  await page.goto(`${url}/?lang=en`);
  await workerIsReady(page);
  door.close();
  for (const socket of sockets) socket.destroy();
  await page.goto(`${url}/search?q=dress`);
  await expect(page.getByRole('heading', { name: 'Soko does not answer' })).toBeVisible();
  await expect(page.getByText('You are offline')).toBeHidden();
  await expectAccessible(page);
});

test('what is saved opens without a connection, with its picture, and is let go with the heart', async ({
  page,
  context,
  request,
}) => {
  const [first, second, other] = (await allLiveProducts(request)).filter(({ s3ImageUrl }) => s3ImageUrl !== null);
  if (!first || !second || !other) throw new Error('the demo has too few stored pictures');
  await page.goto('/?lang=en');
  await workerIsReady(page);
  for (const product of [first, second]) {
    await page.goto(`/products/${product.productId}`);
    const heart = page.getByRole('button', { name: `Save “${product.title}”` }).filter({ visible: true });
    await taken(heart.first());
    await heart.first().click();
    await expect.poll(() => keptSaved(page)).toContainEqual(expect.stringContaining(`pictures/${product.productId}`));
  }

  await loseConnection(page);
  await page.goto('/saved');
  await expect(page.getByRole('heading', { level: 1, name: 'Saved, without a connection' })).toBeVisible();
  await expect(page.getByText(/^Soko cannot be reached now\. This is how your saved products stood on /)).toBeVisible();
  const saved = page.getByRole('main').getByRole('listitem');
  await expect(saved).toHaveCount(2);
  for (const product of [first, second]) {
    const item = saved.filter({ has: page.getByRole('heading', { name: product.title, exact: true }) });
    await expect(item.getByText(product.seller.name ?? '').first()).toBeVisible();
    expect(await item.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
    await expect(item.getByRole('link', { name: 'Chat on WhatsApp' })).toHaveAttribute(
      'href',
      /^https:\/\/wa\.me\/254/,
    );
  }
  await expectAccessible(page);
  // The product's own page leads to what is kept of it; another's says that there is no connection.
  await loseConnection(page);
  await page.goto(`/products/${second.productId}`);
  await expect(page).toHaveURL(new RegExp(`/saved#saved-${second.productId}$`));
  await expect(saved.filter({ hasText: second.title }).first()).toBeInViewport();
  await loseConnection(page);
  await page.goto(`/products/${other.productId}`);
  await expect(page.getByRole('heading', { name: 'You are offline' })).toBeVisible();
  await loseConnection(page);
  await page.getByRole('link', { name: 'What I have saved' }).click();
  await expect(saved).toHaveCount(2);

  await context.setOffline(false);
  await page.getByRole('link', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Saved', exact: true })).toBeVisible();
  const heartOfFirst = page.getByRole('button', { name: `Save “${first.title}”` }).first();
  await taken(heartOfFirst);
  await heartOfFirst.click();
  await expect
    .poll(() => keptSaved(page))
    .toEqual([
      expect.stringContaining(`pictures/${second.productId}`),
      `/offline/saved?lang=en&ids=${second.productId}`,
    ]);
  const heartOfSecond = page.getByRole('button', { name: `Save “${second.title}”` }).first();
  await heartOfSecond.click();
  await expect.poll(() => keptSaved(page)).toEqual([]);
  await loseConnection(page);
  await page.goto('/saved');
  await expect(page.getByRole('heading', { name: 'Nothing is saved on this device' })).toBeVisible();
});

test('nothing of consoles and sellers’ pages is kept on a device', async ({ page, request }) => {
  const [product] = await allLiveProducts(request);
  await page.goto('/');
  await workerIsReady(page);
  for (const path of ['/sell', '/sign-in', '/review', '/account', `/products/${product?.productId}`, '/saved'])
    await page.goto(path);
  for (const path of await allKept(page))
    expect(path).toMatch(/^\/(offline(\/away|\/saved)?\?lang=\w\w$|_next\/static\/)/);
});

test('Soko can be installed: a manifest in the reader’s language, with icons that are there', async ({ request }) => {
  for (const [language, name] of [
    ['en', 'Soko: Find it by photo'],
    ['sw', 'Soko: Tafuta kwa picha'],
  ] as const) {
    const response = await request.get('/manifest.webmanifest', { headers: { 'accept-language': language } });
    const manifest = await response.json();
    expect(manifest).toMatchObject({ name, lang: language, start_url: '/', display: 'standalone' });
    for (const { src, type } of manifest.icons) {
      const icon = await request.get(src);
      expect([icon.status(), icon.headers()['content-type']]).toEqual([200, type]);
    }
  }
});
