import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { aLiveProduct } from './support/api';
import { phoneOf } from './support/photo';
import { collectComplaints, expect, expectAccessible, test } from './support/test';

/** A device that has proven that a shop is its own. */
async function ownShop(databaseUrl: string, phone: string) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const key = randomBytes(32).toString('base64url');
  const keyHash = createHash('sha256').update(key).digest('hex');
  const { rows } = await client.query<{ id: string }>(
    `WITH shop AS (UPDATE "sellers" SET "ownershipProvenAt" = now() WHERE "phone" = $1 RETURNING "id")
     SELECT "id"::text FROM shop`,
    [phone],
  );
  await client.query(
    `INSERT INTO "shopKeys" ("id", "sellerPhone", "keyHash", "provenAt") VALUES (gen_random_uuid(), $1, $2, now())`,
    [phone, keyHash],
  );
  return { key, sellerId: rows[0]?.id ?? '', client };
}

test('a shopper looks at a product and goes on to WhatsApp: the seller sees both, and what happened', async ({
  page,
  context,
  request,
  system,
}) => {
  const complaints = collectComplaints(page);
  const product = await aLiveProduct(request);
  const { key, sellerId, client } = await ownShop(system.databaseUrl, phoneOf(product));
  const counts = async () => {
    const { rows } = await client.query<{ views: number; chats: number }>(
      'SELECT sum("views")::int AS "views", sum("chats")::int AS "chats" FROM "productDays" WHERE "productId" = $1',
      [product.productId],
    );
    return { views: rows[0]?.views ?? 0, chats: rows[0]?.chats ?? 0 };
  };
  try {
    const before = await counts();
    // To WhatsApp, which is not asked.
    await context.route('https://wa.me/**', (route) => route.fulfill({ body: 'WhatsApp' }));
    await page.goto(`/products/${product.productId}`);
    await page.getByRole('link', { name: 'Chat on WhatsApp' }).first().click();
    await expect(async () => {
      expect(await counts()).toEqual({ views: before.views + 1, chats: before.chats + 1 });
    }).toPass();

    const { hostname } = new URL(system.url);
    await context.addCookies([{ name: 'soko_shops', value: key, domain: hostname, path: '/', httpOnly: true }]);
    await page.goto(`/sell/shops/${sellerId}`);
    await expect(page.getByRole('heading', { name: 'How shoppers found you' })).toBeVisible();
    await expect(page.getByRole('img', { name: /^Views by day: / })).toBeVisible();
    await page.getByText('By product').click();
    await expect(page.getByRole('row').filter({ hasText: product.title })).toBeVisible();
    await expect(page.getByRole('region', { name: 'What happened' })).toBeVisible();
    await expectAccessible(page);
    expect(complaints).toEqual([]);
  } finally {
    await client.end();
  }
});

test('a link in a mail that is none of ours says so, and changes nothing', async ({ page }) => {
  await page.goto('/sell/mail/c.not-ours');
  await expect(page.getByRole('heading', { name: 'This link is too old' })).toBeVisible();
  await expectAccessible(page);
  const answer = await page.request.post('/api/mail-links/c.not-ours', { form: {}, maxRedirects: 0 });
  expect(answer.status()).toBe(303);
  expect(answer.headers().location).toBe('/sell/mail/done?outcome=old');
});
