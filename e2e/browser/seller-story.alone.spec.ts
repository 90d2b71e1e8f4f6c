import { hashShopKey } from '@/lib/sellers/shop-access';
import { allLiveProducts } from './support/api';
import { openShopRows, type ShopRows } from './support/shop-rows';
import { anotherScreen } from './support/sign-in';
import { collectComplaints, expect, expectAccessible, test } from './support/test';
import { inWorld } from './support/world';

// One seller, from the first paste to the day on which nothing of theirs is left.

/** Nobody's, nor that of an earlier run over the same system: what was erased is not taken again. */
const PHONE = `254734${String(Date.now()).slice(-6)}`;
const NOTE = 'It is a toy, for children.';

let rows: ShopRows;

test.beforeAll(async ({ system }) => {
  if (system.databaseUrl === undefined) throw new Error('what holds only the database can say');
  rows = await openShopRows(system.databaseUrl, PHONE);
});
test.afterAll(() => rows?.close());

const products = () =>
  rows.first<{ all: number; live: number }>(
    `SELECT count(*)::int AS "all", count(*) FILTER (WHERE "isListed")::int AS "live" FROM "products"
     WHERE "sellerPhone" = $1`,
  );
const key = () =>
  rows.all<{ keyHash: string; proven: boolean; usedNow: boolean }>(
    `SELECT "keyHash", "provenAt" IS NOT NULL AS "proven", "lastUsedAt" > now() - interval '1 hour' AS "usedNow"
     FROM "shopKeys" WHERE "sellerPhone" = $1`,
  );
const eraseInHours = async () =>
  (
    await rows.first<{ hours: number | null }>(
      `SELECT round(extract(epoch FROM "eraseAt" - now()) / 3600)::int AS "hours" FROM "sellers" WHERE "phone" = $1`,
    )
  )?.hours;

test('pastes a message, comes back the next day, proves the shop, sets a price, appeals, and erases all', async ({
  page: today,
  context,
  request,
  browser,
  system,
}) => {
  test.setTimeout(300_000);
  const complaints = [collectComplaints(today)];
  const { worldOrigin } = system;
  const change = (id: string, product: object) => inWorld(request, worldOrigin, 'product', { id, ...product });
  const { productIds } = (await inWorld(request, worldOrigin, 'add-big-seller', { count: 4, phone: PHONE })) as {
    productIds: [string, string, string, string];
  };
  const [toy, unlisted, mine] = productIds;
  const truth = { decision: 'rejected', problems: ['weapon'], note: 'A pistol.' };
  await change(toy, { title: 'Bunduki ya watoto', truth });
  await change(unlisted, { listed: false });

  await test.step('a message of words, a catalogue, a product that is not in it, and rubbish', async () => {
    await today.goto('/sell');
    await today.getByLabel('Paste your catalogue link').fill(
      `Habari! Karibu dukani 🛍️ ${worldOrigin}/c/${PHONE} na hii mpya: ${worldOrigin}/p/${unlisted}/${PHONE}
       piga 0712 345 678, https://wa.me/${PHONE} ama https://example.com/shop`,
    );
    const preview = today.getByRole('region', { name: 'What Soko understands' });
    await expect(preview.getByText(/^Understood: Catalogue of/)).toBeVisible();
    await expect(preview.getByText(/^Understood: 1 product of/)).toBeVisible();
    await expect(preview.getByText(/This link opens a chat with you/)).toBeVisible();
    await expect(preview.getByText(/does not lead to WhatsApp/)).toBeVisible();
    await today.getByRole('button', { name: 'Add to Soko' }).click();
    await expect(today.getByText('What could not be used')).toBeVisible();
    await today.getByRole('link', { name: 'Watch it' }).click();
    await expect(today).toHaveURL(/\/sell\/[0-9a-f-]{36}$/);
    await expect(today.getByRole('heading', { name: 'One product needs you' })).toBeVisible({ timeout: 90_000 });
    const all = today.getByRole('region', { name: 'Your products' }).getByRole('listitem');
    await expect(all).toHaveCount(4);
    await expect(all.filter({ has: today.getByText('Live', { exact: true }) })).toHaveCount(3);
    await expect(all.filter({ hasText: 'Bunduki' })).toContainText('It is not shown on Soko: weapon.');
    expect(await products()).toEqual({ all: 4, live: 3 });
  });

  // What the browser keeps when it is closed: the device's key, of which the database has the hash alone.
  await today.close();
  const [cookie] = (await context.cookies()).filter(({ name }) => name.endsWith('soko_shops'));
  expect(cookie).toMatchObject({ httpOnly: true });
  expect(cookie?.expires).toBeGreaterThan(Date.now() / 1000 + 180 * 86_400);
  await rows.aDayPasses();
  expect(await key()).toEqual([{ keyHash: hashShopKey(cookie?.value ?? ''), proven: false, usedNow: false }]);

  const page = await context.newPage();
  complaints.push(collectComplaints(page));
  const shop = await test.step('the next day, without any link', async () => {
    await page.goto('/sell');
    const held = page.getByRole('region', { name: 'Your shop' });
    await expect(held).toContainText('3 live · 1 not accepted');
    await held.getByRole('link', { name: /^Open/ }).click();
    await expect(page).toHaveURL(/\/sell\/shops\/[0-9a-f-]{36}$/);
    const standing = page.getByRole('list', { name: 'How your products stand' });
    await expect(standing).toContainText('3 live');
    await expect(standing).toContainText('1 needs you');
    await expect(page.getByRole('region', { name: 'Reading from WhatsApp' })).toContainText('Last read yesterday.');
    await expect(page.getByText(/^Only who has shown that this shop is theirs/)).toBeVisible();
    expect(await key()).toMatchObject([{ usedNow: true }]);
    return new URL(page.url()).pathname;
  });
  const sellerId = shop.split('/').at(-1) ?? '';

  await test.step('a code in a product proves the shop, as soon as it is there', async () => {
    await page.getByRole('link', { name: 'Show that it is yours' }).click();
    await page.getByRole('button', { name: 'Get a code' }).click();
    const code = (await page.getByText(/^SOKO-[A-Z]{4}-[A-Z]{4}$/).textContent()) ?? '';
    await expectAccessible(page);
    await page.getByLabel('Or paste the product’s link').fill(`${worldOrigin}/p/${mine}/${PHONE}`);
    await page.getByRole('button', { name: 'I have saved it: look for it' }).click();
    await expect(page.getByText(/The code is not there yet/)).toBeVisible();
    await change(mine, { description: `KES 900. ${code.toLowerCase()}` });
    await expect(page.getByText('This shop is yours', { exact: true })).toBeVisible();
    expect(await key()).toMatchObject([{ proven: true }]);
    await page.goto(`/products/${mine}`);
    await page.getByRole('link', { name: /Proven shop/ }).click();
    await expect(page.getByText('Proven shop').first()).toBeVisible();
    await page.goto('/sell');
    await expect(page.getByRole('region', { name: 'Your shop' }).getByText('Proven')).toBeVisible();
  });

  await test.step('a price of their own', async () => {
    await page.goto(`${shop}?state=live`);
    const row = page.locator(`#p${mine}`);
    await row.getByText('Change', { exact: false }).first().click();
    await row.getByLabel('Price', { exact: true }).fill('1,234');
    await row.getByRole('button', { name: 'Save price' }).press('Enter');
    await expect(row).toContainText('Your price is saved.');
    await expect(row).toContainText('1,234');
    await page.goto(`/products/${mine}`);
    await expect(page.getByText('Price set by the shop on Soko.')).toBeVisible();
    const found = await (await request.get(`/api/products?ids=${mine}`)).json();
    expect(found.products).toMatchObject([{ price: { amount: 1234 }, corrected: ['price'] }]);
  });

  await test.step('an appeal, from the list of what is not accepted', async () => {
    await page.goto(`${shop}?state=rejected`);
    const row = page.locator(`#p${toy}`);
    await row.getByText('Ask for another look').click();
    await row.getByLabel('Why should it be shown?').fill(NOTE);
    await row.getByRole('button', { name: 'Send' }).press('Enter');
    await expect(page.getByText('Sent. A person will look at it again.')).toBeVisible();
    await page.goto(`${shop}?state=waiting`);
    await expect(row).toContainText('You asked for another look');
    const appeals = await rows.all(
      `SELECT a."productId", a."note", a."resolvedAt", p."isListed" FROM "appeals" a
       JOIN "products" p USING ("productId") WHERE p."sellerPhone" = $1`,
    );
    expect(appeals).toEqual([{ productId: toy, note: NOTE, resolvedAt: null, isListed: false }]);
  });

  const seen = async () => (await allLiveProducts(request)).filter(({ seller }) => seller.id === sellerId).length;
  const erase = async () => {
    await page.goto(shop);
    await page.getByText('Erase everything').first().click();
    await page.getByLabel('I want everything of this shop to be erased.').check();
    await page.getByRole('button', { name: 'Erase everything' }).press('Enter');
    await expect(page.getByRole('heading', { name: 'Everything of this shop will be erased' })).toBeVisible();
    expect(await products()).toEqual({ all: 4, live: 0 });
    expect(await seen()).toBe(0);
    expect((await request.get(`/sellers/${sellerId}`)).status()).toBe(404);
    expect(await eraseInHours()).toBe(24);
  };

  const pictureStatus = async () => {
    picture ??= await rows.first<{ url: string }>(
      `SELECT "s3ImageUrl" AS "url" FROM "products" WHERE "sellerPhone" = $1 AND "s3ImageUrl" IS NOT NULL LIMIT 1`,
    );
    return (await request.get(picture?.url ?? '')).status();
  };
  let picture: { url: string } | undefined;

  await test.step('everything erased, taken back within the day, and erased after all', async () => {
    expect(await seen()).toBe(3);
    expect(await pictureStatus()).toBe(200);
    await erase();
    await expect.poll(pictureStatus).toBe(404);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Take it back' }).press('Enter');
    await expect(page.getByText('Nothing is erased. Your shop is back.')).toBeVisible();
    await expect.poll(seen).toBe(3);
    await expect.poll(pictureStatus).toBe(200);
    expect(await eraseInHours()).toBeNull();
    await erase();
    const done = await rows.all<{ action: string }>(
      `SELECT "action" FROM "auditLog" WHERE "actorId" = (SELECT 'seller:' || "id" FROM "sellers" WHERE "phone" = $1)
       ORDER BY "id"`,
    );
    expect(done.map(({ action }) => action)).toEqual([
      'seller.proven',
      'product.price_corrected',
      'product.appealed',
      'seller.erasure_asked',
      'seller.erasure_undone',
      'seller.erasure_asked',
    ]);
  });

  await test.step('a day later nothing is left, here or there', async () => {
    await rows.aDayPasses();
    await page.goto(shop);
    await expect(page.getByText('It is being erased now.')).toBeVisible();
    // The eraser looks by itself every ten minutes; an admin who asks has it look now.
    const admin = await anotherScreen(browser, system, 'admin');
    const asked = await admin.request.post(`/api/admin/sellers/${sellerId}`, {
      data: { action: 'erase', phone: PHONE },
      headers: { origin: system.url },
    });
    expect(await asked.json()).toMatchObject({ changed: false });
    await admin.context().close();
    await expect.poll(async () => (await rows.all('SELECT FROM "sellers" WHERE "phone" = $1')).length).toBe(0);
    expect(await rows.saying([PHONE, sellerId, NOTE])).toEqual([]);
    // For a day the index keeps bare marks, by which other processes let go of what they have in memory.
    expect(await rows.saying(productIds)).toEqual(['public."vectorEntries"']);
    const vectors = `SELECT FROM "vectorEntries" WHERE "sellerPhone" IN ('', $1) AND "vector" IS NOT NULL`;
    expect(await rows.all(vectors)).toEqual([]);
    expect(await pictureStatus()).toBe(404);
    expect(complaints.flat()).toEqual([]);

    expect((await page.goto(shop))?.status()).toBe(404);
    await page.goto('/sell');
    await expect(page.getByRole('region', { name: 'Your shop' })).toHaveCount(0);
    await page.getByLabel('Paste your catalogue link').fill(`${worldOrigin}/c/${PHONE}`);
    await page.getByRole('button', { name: 'Add to Soko' }).click();
    await expect(page.getByText('This number asked to be left out of Soko.')).toBeVisible();
  });
});
