import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { hashShopKey, makeShopKey } from '@/lib/sellers/shop-access';
import { aLiveProduct } from './support/api';
import { keepShopKey } from './support/held-shop';
import { phoneOf } from './support/photo';
import { collectComplaints, expect, expectAccessible, test } from './support/test';

// The tests' own browser says that it is a machine, and machines are not counted.
test.use({
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36',
});

/** A device that has proven that a shop is its own. */
async function ownShop(databaseUrl: string | undefined, phone: string) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const key = makeShopKey();
  const { rows } = await client.query<{ id: string }>(
    `UPDATE "sellers" SET "ownershipProvenAt" = now() WHERE "phone" = $1 RETURNING "id"::text`,
    [phone],
  );
  await client.query(`INSERT INTO "shopKeys" ("sellerPhone", "keyHash", "provenAt") VALUES ($1, $2, now())`, [
    phone,
    hashShopKey(key),
  ]);
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

    await keepShopKey(context, system.url, key);
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

test('the owner of a shop gives an address, opens the link in the mail, and ends it again', async ({
  page,
  context,
  request,
  system,
}) => {
  const product = await aLiveProduct(request);
  const { key, sellerId, client } = await ownShop(system.databaseUrl, phoneOf(product));
  try {
    await keepShopKey(context, system.url, key);
    await page.goto(`/sell/shops/${sellerId}`);
    await page.getByLabel('Your e-mail address').fill('amina@shop.example');
    await page.getByRole('button', { name: 'Write to me' }).click();
    await expect(page.getByText('Look into your mails')).toBeVisible();
    await expect(page.getByText('We are sending a link to amina@shop.example.')).toBeVisible();
    await expectAccessible(page);

    const link = await linkTo('amina@shop.example', system.mailFolder ?? '');
    await page.goto(link);
    await page.getByRole('button', { name: 'Yes, write to me' }).click();
    await expect(page.getByRole('heading', { name: 'We write to you from now on' })).toBeVisible();
    await expectAccessible(page);
    await page.goto(`/sell/shops/${sellerId}`);
    await expect(page.getByText('We write to amina@shop.example.')).toBeVisible();
    await page.getByRole('button', { name: 'Stop writing to me' }).click();
    await expect(page.getByText('We do not write to you any more')).toBeVisible();
    await expect(page.getByText('amina@shop.example')).toBeHidden();
  } finally {
    await client.end();
  }
});

/** The path of the page that the mail to this address links to, once it has come. */
async function linkTo(address: string, folder: string): Promise<string> {
  let link: string | undefined;
  await expect(async () => {
    const files = await readdir(folder);
    const mails = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
    const mail = mails.map((text) => mailSchema.parse(JSON.parse(text))).find(({ to }) => to.includes(address));
    link = /https?:\/\/[^/\s]+(\/sell\/mail\/\S+)/.exec(mail?.text ?? '')?.[1];
    expect(link).toBeDefined();
  }).toPass();
  return link ?? '';
}

const mailSchema = z.object({ to: z.array(z.string()), text: z.string() });

test('a link in a mail that is none of ours says so, and changes nothing', async ({ page }) => {
  await page.goto('/sell/mail/c.not-ours');
  await expect(page.getByRole('heading', { name: 'This link is too old' })).toBeVisible();
  await expectAccessible(page);
  const answer = await page.request.post('/api/mail-links/c.not-ours', { form: {}, maxRedirects: 0 });
  expect(answer.status()).toBe(303);
  expect(answer.headers().location).toBe('/sell/mail/done?outcome=old');
});
