import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { allLiveProducts } from './support/api';
import { fromAPhone, phoneOf, pictureInTheWorld, sideBySide } from './support/photo';
import {
  choosePhoto,
  dressAndShoe,
  firstFound,
  found,
  hrefOf,
  oneWithAlike,
  photoOf,
  searched,
} from './support/search';
import { collectComplaints, expect, taken, test } from './support/test';

test('makes a phone’s photo upright and small, without its metadata, before it is sent', async ({
  page,
  request,
  system,
}) => {
  const complaints = collectComplaints(page);
  const [dress] = await dressAndShoe(request);
  const photo = await fromAPhone(await pictureInTheWorld(system.worldOrigin, dress.productId, phoneOf(dress)));
  expect(photo.length).toBeGreaterThan(1_000_000);
  expect((await sharp(photo).metadata()).exif).toBeDefined();
  await page.addInitScript(keepSentBodies);
  await page.goto('/search');
  await choosePhoto(page, photo);
  await expect(found(page).first()).toBeVisible();
  const [body] = await sentBodies(page);
  if (!body) throw new Error('no photo was sent');
  expect(body.length).toBeLessThanOrEqual(150 * 1024);
  expect(body.includes('Exif\0')).toBe(false);
  expect(body.includes('TECNO')).toBe(false);
  const image = body.subarray(
    body.indexOf(Buffer.from([0xff, 0xd8, 0xff])),
    body.lastIndexOf(Buffer.from([0xff, 0xd9])) + 2,
  );
  const { width = 0, height = 0, orientation, format } = await sharp(image).metadata();
  expect([format, orientation, height > width]).toEqual(['jpeg', undefined, true]);
  expect(complaints).toEqual([]);
});

test('keeps a photo search in its address: reload, Back and words', async ({ page, request, system }) => {
  const [dress, shoe] = await dressAndShoe(request);
  await page.goto('/search');
  await choosePhoto(page, await photoOf(system.worldOrigin, dress));
  await expect(page).toHaveURL(/\/search\?photo=/);
  await expect(firstFound(page)).toHaveAttribute('href', hrefOf(dress));
  const address = page.url();
  // No person reloads within the few milliseconds that this takes.
  await page.waitForFunction(() => Object.keys(sessionStorage).some((key) => key.startsWith('soko-photo:')));

  await page.reload();
  await expect(firstFound(page)).toHaveAttribute('href', hrefOf(dress));
  // The photo comes back from this tab, and its box can be moved.
  await expect(page.getByRole('img', { name: 'What you search with' })).toBeVisible();
  await expect(page.getByRole('group', { name: /Box around/ })).toBeVisible();

  await page.addInitScript(keepSentBodies);
  await page.getByRole('combobox', { name: 'Add words to the picture' }).fill('sneakers');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/q=sneakers&photo=/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Like your photo, and “sneakers”');
  await searched(page);
  await expect(firstFound(page)).not.toHaveAttribute('href', hrefOf(dress));
  // What the server knows already is not sent again.
  expect(await sentBodies(page)).toEqual([]);

  await page.goBack();
  await expect(page).toHaveURL(address);
  await expect(firstFound(page)).toHaveAttribute('href', hrefOf(dress));

  await choosePhoto(page, await photoOf(system.worldOrigin, shoe));
  await expect(firstFound(page)).toHaveAttribute('href', hrefOf(shoe));
  // Nor goes back before the address says what is shown.
  await expect(page).not.toHaveURL(address);
  await page.goBack();
  await expect(page).toHaveURL(address);
  await expect(firstFound(page)).toHaveAttribute('href', hrefOf(dress));
});

test('searches with another part of the photo, by mouse and by keyboard', async ({ page, request, system }) => {
  const [dress, shoe] = await dressAndShoe(request);
  const photo = await sideBySide(
    await pictureInTheWorld(system.worldOrigin, dress.productId, phoneOf(dress)),
    await pictureInTheWorld(system.worldOrigin, shoe.productId, phoneOf(shoe)),
  );
  await page.goto('/search');
  await choosePhoto(page, photo);
  const picture = page.getByRole('img', { name: 'What you search with' });
  const corner = (name: string) => page.getByRole('button', { name: new RegExp(`^${name} corner`) });
  await expect(corner('Top left')).toBeVisible();
  await searched(page);

  // The box around the left thing, by its corners.
  const stage = await picture.boundingBox();
  if (!stage) throw new Error('the photo is not shown');
  const at = (x: number, y: number) => ({ x: stage.x + stage.width * x, y: stage.y + stage.height * y });
  const drag = async (name: string, to: { x: number; y: number }) => {
    const from = await corner(name).boundingBox();
    if (!from) throw new Error(`no ${name} corner`);
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 6 });
    await page.mouse.up();
  };
  await drag('Top left', at(0.045, 0.09));
  await drag('Bottom right', at(0.47, 0.91));
  await expect(firstFound(page)).toHaveAttribute('href', hrefOf(dress));
  const address = page.url();

  // And on to the right one, by arrow keys.
  const box = page.getByRole('group', { name: /Box around/ });
  await box.focus();
  for (let step = 0; step < Math.ceil((stage.width * 0.485) / 32); step++)
    await page.keyboard.press('Shift+ArrowRight');
  await expect(firstFound(page)).toHaveAttribute('href', hrefOf(shoe));
  await expect(page).not.toHaveURL(address);
  await expect(box).toBeFocused();

  // A corner by itself, too.
  const before = await box.boundingBox();
  await corner('Bottom left').focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(async () => ((await box.boundingBox())?.width ?? 0) < (before?.width ?? 0)).toBe(true);
});

test('filters and sorts without losing the photo', async ({ page, request, system }) => {
  const [, shoe] = await dressAndShoe(request);
  await page.goto('/search');
  await choosePhoto(page, await photoOf(system.worldOrigin, shoe));
  await expect(page).toHaveURL(/photo=/);
  await page.getByText('Filter', { exact: true }).click();
  await page.getByLabel('To (KSh)').fill('3000');
  await page.getByLabel('Category').selectOption('shoes');
  await page.getByRole('button', { name: /^Show .*products?$/ }).click();
  await expect(page).toHaveURL(/photo=.*category=shoes.*maxPrice=3000/);
  await page.getByText('Order: Best match').click();
  await page.getByRole('link', { name: 'Lowest price' }).click();
  await expect(page).toHaveURL(/sort=price/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Like your photo');
  await expect(page.getByRole('img', { name: 'What you search with' })).toBeVisible();
  const list = page.getByRole('list', { name: 'Products found, cheapest first' });
  await expect(list.locator('> li').first()).toBeVisible();
  await searched(page);
  const products = new Map((await allLiveProducts(request)).map((product) => [product.productId, product]));
  const idsIn = (name: string) =>
    page
      .getByRole('list', { name })
      .getByRole('heading')
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.split('/').pop() ?? ''));
  const pricesOf = (some: string[]) => some.map((id) => products.get(id)?.price?.amount ?? Number.NaN);
  // The good matches first, whatever the order; each part in that order.
  const parts = [await idsIn('Products found, cheapest first'), await idsIn('Products that are less alike')];
  for (const part of parts) expect(pricesOf(part)).toEqual(pricesOf(part).sort((a, b) => a - b));
  const ids = parts.flat();
  const prices = pricesOf(ids);
  expect(prices.length).toBeGreaterThan(1);
  expect(prices.every((price) => price <= 3000)).toBe(true);
  expect(new Set(ids.map((id) => products.get(id)?.category))).toEqual(new Set(['shoes']));

  await page.getByRole('link', { name: 'Remove Shoes' }).click();
  await expect(page).not.toHaveURL(/category=/);
  await expect(page).toHaveURL(/photo=.*maxPrice=3000/);
});

test('finds by colour, each with its name', async ({ page }) => {
  await page.goto('/search?q=dress');
  await page.getByText('Filter', { exact: true }).click();
  await page.getByRole('radio', { name: 'Red', exact: true }).check({ force: true });
  await page.getByRole('button', { name: /^Show .*products?$/ }).click();
  await expect(page).toHaveURL(/q=dress&colour=red/);
  await expect(page.getByRole('link', { name: 'Remove Red' })).toBeVisible();
  await searched(page);
});

test('shares a photo search without the photo, with and without JavaScript', async ({
  page,
  request,
  browser,
  system,
}) => {
  const [dress] = await dressAndShoe(request);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/search');
  await choosePhoto(page, await photoOf(system.worldOrigin, dress));
  await expect(page).toHaveURL(/photo=/);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByText(/copied/i)).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(page.url());
  for (const javaScriptEnabled of [true, false]) {
    const stranger = await browser.newContext({ javaScriptEnabled, baseURL: system.url });
    const other = await stranger.newPage();
    await other.goto(link);
    await expect(firstFound(other)).toHaveAttribute('href', hrefOf(dress));
    await expect(other.getByText('The photo itself was not shared')).toBeVisible();
    await expect(other.getByRole('img', { name: 'What you search with' })).toHaveCount(0);
    await stranger.close();
  }
});

test('opens what stands behind one product, in place', async ({ page, request }) => {
  await page.goto(`/search?like=${await oneWithAlike(request)}`);
  const opener = page.getByRole('button', { name: /^\d+ more like/ }).first();
  const count = Number(/^\d+/.exec((await opener.getAttribute('aria-label')) ?? '')?.[0]);
  await expect(opener).toHaveAttribute('aria-expanded', 'false');
  await opener.click();
  await expect(opener).toHaveAttribute('aria-expanded', 'true');
  const shelf = page.locator(`#${await opener.getAttribute('aria-controls')}`);
  await expect(shelf.getByRole('listitem')).toHaveCount(Math.min(count, 12));
  const inside = await shelf.evaluate((element) => element.scrollHeight <= element.clientHeight + 1);
  expect(inside).toBe(true);
  await shelf.getByRole('button', { name: 'Close these' }).click();
  await expect(shelf).toHaveCount(0);
});

test('searches with a product: by its button, by dragging it onto the search bar, by its pasted link', async ({
  page,
  request,
}) => {
  const [dress] = await dressAndShoe(request);
  const like = new RegExp(`/search\\?like=${dress.productId}$`);
  await page.goto('/search?q=dress');
  const card = found(page).first();
  const id = (await card.getByRole('heading').getByRole('link').getAttribute('href'))?.split('/').pop();
  await card.getByRole('link', { name: /^Search with/ }).click();
  await expect(page).toHaveURL(new RegExp(`like=${id}$`));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Like “/);
  await expect(found(page).first()).toBeVisible();

  await expect(async () => {
    // Anew each time: a page takes drops once its script runs, and a browser goes to what is dropped before.
    await page.goto(hrefOf(dress));
    const box = page.getByRole('combobox');
    await taken(box);
    await page.getByRole('img', { name: dress.title }).first().dragTo(box, { timeout: 10_000 });
    await expect(page).toHaveURL(like, { timeout: 10_000 });
  }).toPass();

  await page.goto('/');
  await expect(async () => {
    await page.evaluate(pasteText, new URL(hrefOf(dress), page.url()).href);
    await expect(page).toHaveURL(like, { timeout: 10_000 });
  }).toPass();
  await expect(found(page).first()).toBeVisible();
});

test('takes a photo dropped anywhere', async ({ page, request, system }) => {
  const [, shoe] = await dressAndShoe(request);
  const photo = await photoOf(system.worldOrigin, shoe);
  await page.goto('/');
  await expect(async () => {
    await page.evaluate(dropPhoto, photo.toString('base64'));
    await expect(page).toHaveURL(/\/search/, { timeout: 10_000 });
  }).toPass();
  await expect(firstFound(page)).toHaveAttribute('href', hrefOf(shoe));
});

test('says where the good matches end', async ({ page, request }) => {
  const [dress] = await dressAndShoe(request);
  const answer = await (await request.get(`/api/search?like=${dress.productId}&limit=30`)).json();
  await page.goto(`/search?like=${dress.productId}`);
  const divider = page.getByRole('heading', { name: 'Less alike from here' });
  const good = answer.results.filter((match: { good: boolean }) => match.good).length;
  if (good > 0 && good < answer.results.length) {
    await expect(divider).toBeVisible();
    await expect(found(page)).toHaveCount(good);
  } else {
    await expect(divider).toHaveCount(0);
  }
});

function keepSentBodies(): void {
  const kept = window as unknown as { sentBodies: Promise<string>[] };
  kept.sentBodies = [];
  const { fetch } = window;
  window.fetch = (input, init) => {
    if (init?.body instanceof FormData) {
      const bytes = new Response(init.body).arrayBuffer();
      kept.sentBodies.push(
        bytes.then((buffer) => {
          let text = '';
          for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte);
          return btoa(text);
        }),
      );
    }
    return fetch(input, init);
  };
}

async function sentBodies(page: Page): Promise<Buffer[]> {
  const bodies = await page.evaluate(() =>
    Promise.all((window as unknown as { sentBodies?: Promise<string>[] }).sentBodies ?? []),
  );
  return bodies.map((body) => Buffer.from(body, 'base64'));
}

function pasteText(text: string): void {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
}

function dropPhoto(base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], 'photo.jpg', { type: 'image/jpeg' }));
  for (const name of ['dragenter', 'dragover', 'drop'])
    document.body.dispatchEvent(new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true }));
}
