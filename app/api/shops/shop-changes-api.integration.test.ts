import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { documented } from '@/app/api/openapi.json/documented-for-tests';
import { PEER_HEADER } from '@/app/server/client-address';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { makeEmbeddedProduct } from '@/lib/products/products-for-tests';
import { applyReviewsInForce, recordReview } from '@/lib/products/reviews';
import { enterSpaces } from '@/lib/reindex/space-in-use';
import { hashShopKey, makeShopKey } from '@/lib/sellers/shop-access';

// What may be done with a shop, by whom, as JSON and as a plain form.

const PHONE = '254712345678';
const ORIGIN = 'http://localhost:3000';
const db = useTestDatabase({ emptyBeforeEach: true });
let shop: typeof import('./[sellerId]/route');
let product: typeof import('./[sellerId]/products/[productId]/route');
let download: typeof import('./[sellerId]/export/route');
let worker: import('node:http').Server;
let key: string;
let sellerId: string;

beforeAll(async () => {
  const { createServer } = await import('node:http');
  // An engine that takes every event.
  worker = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ids: ['1'], status: 200 }));
  });
  await new Promise<void>((listening) => worker.listen(0, '127.0.0.1', listening));
  // A TCP server that listens has an address with a port.
  const url = `http://127.0.0.1:${(worker.address() as import('node:net').AddressInfo).port}`;
  Object.assign(process.env, {
    WORKER_URL: url,
    WORKER_TOKEN: 't'.repeat(32),
    INNGEST_BASE_URL: url,
    INNGEST_DEV: '1',
  });
  Object.assign(process.env, { DATABASE_URL: db.url, SOKO_SECRET: 's'.repeat(32), LOG_LEVEL: 'silent' });
  shop = await import('./[sellerId]/route');
  product = await import('./[sellerId]/products/[productId]/route');
  download = await import('./[sellerId]/export/route');
});
afterAll(() => void worker.close());

beforeEach(async () => {
  Object.assign(globalThis, { sokoLimits: undefined });
  key = makeShopKey();
  await enterSpaces(db.prisma, { main: 'test-space', next: null });
  const { contentHash } = await makeEmbeddedProduct(db.prisma, { productId: '1', sellerPhone: PHONE });
  await recordReview(db.prisma, {
    ...{ productId: '1', contentHash, source: 'model', reviewer: 'm', decision: 'rejected', confidence: 0.9 },
    ...{ problems: ['weapon'], category: 'shoes', note: null },
  });
  await applyReviewsInForce(db.prisma, ['1']);
  sellerId = (await db.prisma.seller.findUniqueOrThrow({ where: { phone: PHONE } })).id;
  await db.prisma.shopKey.create({ data: { sellerPhone: PHONE, keyHash: hashShopKey(key) } });
});

const prove = () => db.prisma.shopKey.updateMany({ data: { provenAt: new Date() } });
const FORM = 'application/x-www-form-urlencoded';

function request(body: unknown, { type = 'application/json', by = key } = {}): Request {
  const headers = {
    origin: ORIGIN,
    host: 'localhost:3000',
    'sec-fetch-site': 'same-origin',
    cookie: `soko_shops=${by}`,
  };
  return new Request(`${ORIGIN}/api/shops/x`, {
    ...{ method: 'POST', headers: { ...headers, 'content-type': type, [PEER_HEADER]: '198.51.100.7' } },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

const changeShop = (body: unknown, options = {}) =>
  documented(
    'POST /api/shops/{sellerId}',
    shop.POST(request(body, options), { params: Promise.resolve({ sellerId }) }),
  );
const changeProduct = (body: unknown, options = {}) =>
  documented(
    'POST /api/shops/{sellerId}/products/{productId}',
    product.POST(request(body, options), { params: Promise.resolve({ sellerId, productId: '1' }) }),
  );
const codeOf = async (answering: Promise<Response>) => {
  const response = await answering;
  return [response.status, ((await response.json()) as { error: { code: string } }).error.code];
};

const OWNERS_SHOP = [
  { action: 'pause' },
  { action: 'resume' },
  { action: 'name', name: 'Mine' },
  { action: 'erase', confirm: 'erase' },
  { action: 'restore' },
];
const OWNERS_PRODUCT = [
  { action: 'hide' },
  { action: 'show' },
  { action: 'price', amount: 5, currency: 'KES' },
  { action: 'price_as_read' },
  { action: 'category', category: 'bags' },
  { action: 'category_as_judged' },
];

describe('who may', () => {
  test.each(OWNERS_SHOP)('$action is the owner’s', async (change) => {
    expect(await codeOf(changeShop(change, { by: makeShopKey() }))).toEqual([403, 'shop_not_yours']);
    expect(await codeOf(changeShop(change))).toEqual([403, 'proof_needed']);
    expect(await db.prisma.auditLog.count()).toBe(0);
  });

  test.each(OWNERS_PRODUCT)('$action of a product is the owner’s', async (change) => {
    expect(await codeOf(changeProduct(change, { by: makeShopKey() }))).toEqual([403, 'shop_not_yours']);
    expect(await codeOf(changeProduct(change))).toEqual([403, 'proof_needed']);
    await prove();
    expect((await changeProduct(change)).status).toBe(200);
  });

  test('whoever holds the shop may appeal, and have it read again, within bounds', async () => {
    expect(await codeOf(changeProduct({ action: 'appeal', note: 'x' }, { by: makeShopKey() }))).toEqual([
      ...[403, 'shop_not_yours'],
    ]);
    expect(await (await changeProduct({ action: 'appeal', note: 'It is a kitchen knife.' })).json()).toEqual({
      ...{ action: 'appeal', changed: true },
    });
    expect(await codeOf(changeProduct({ action: 'appeal', note: 'Again' }))).toEqual([409, 'appealed_already']);
    const started = (await (await changeShop({ action: 'sync' })).json()) as { syncId: string };
    await db.prisma.syncRun.updateMany({ data: { state: 'finished', finishedAt: new Date() } });
    expect(started.syncId).toMatch(/^[0-9a-f-]{36}$/);
    expect(await codeOf(changeShop({ action: 'sync' }))).toEqual([429, 'sync_too_soon']);
  });
});

test('what is no change is refused', async () => {
  await prove();
  expect((await changeShop({ action: 'explode' })).status).toBe(422);
  expect((await changeShop('{"action"')).status).toBe(400);
  expect((await changeShop({ action: 'erase' })).status).toBe(422);
  expect((await changeProduct({ action: 'price', amount: -1, currency: 'KES' })).status).toBe(422);
  expect((await changeProduct({ action: 'price', amount: 1, currency: 'XXX' })).status).toBe(422);
  expect(await codeOf(changeShop({ action: 'name', name: 'call 0712 345 678' }))).toEqual([422, 'shop_name_refused']);
});

test('erased is asked for and taken back; in between nothing else is done', async () => {
  await prove();
  const asked = (await (await changeShop({ action: 'erase', confirm: 'erase' })).json()) as { eraseAt: string };
  expect(new Date(asked.eraseAt).getTime()).toBeGreaterThan(Date.now() + 23 * 3_600_000);
  expect(await codeOf(changeShop({ action: 'pause' }))).toEqual([409, 'shop_erasing']);
  expect(await codeOf(changeProduct({ action: 'hide' }))).toEqual([409, 'shop_erasing']);
  expect(await (await changeShop({ action: 'restore' })).json()).toEqual({ action: 'restore', changed: true });
  expect((await changeShop({ action: 'pause' })).status).toBe(200);
});

describe('a plain form', () => {
  const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

  test('goes back to what the page showed, at the product', async () => {
    await prove();
    const fields = form({ action: 'price', amount: '1,500', currency: 'KES', back: 'state=rejected&x=//evil.example' });
    const answer = await changeProduct(fields, { type: FORM });
    expect([answer.status, answer.headers.get('location')]).toEqual([
      ...[303, `/sell/shops/${sellerId}?state=rejected&done=price&product=1#p1`],
    ]);
    expect((await db.prisma.product.findUniqueOrThrow({ where: { productId: '1' } })).priceAmount?.toNumber()).toBe(
      1500,
    );
  });

  test('that is refused says why by its code', async () => {
    const answer = await changeShop(form({ action: 'pause' }), { type: FORM });
    expect(answer.headers.get('location')).toBe(`/sell/shops/${sellerId}?failed=proof_needed#top`);
    const wrong = await changeProduct(form({ action: 'price', amount: 'much' }), { type: FORM });
    expect(wrong.headers.get('location')).toBe(`/sell/shops/${sellerId}?failed=invalid_input#top`);
  });

  test('that has the shop read goes on to how far that is', async () => {
    const answer = await changeShop(form({ action: 'sync' }), { type: FORM });
    expect(answer.headers.get('location')).toMatch(/^\/sell\/[0-9a-f-]{36}$/);
  });
});

test('the download is for whoever holds the shop', async () => {
  const get = (format: string, by = key) => {
    const headers = { host: 'localhost:3000', cookie: `soko_shops=${by}`, [PEER_HEADER]: '198.51.100.7' };
    const asked = new Request(`${ORIGIN}/api/shops/x/export?format=${format}`, { headers });
    return download.GET(asked, { params: Promise.resolve({ sellerId }) });
  };
  const json = await documented('GET /api/shops/{sellerId}/export', get('json'));
  expect(await json.json()).toMatchObject([{ productId: '1', standing: 'rejected', reasons: ['weapon'] }]);
  const csv = await get('csv');
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(csv.headers.get('content-disposition')).toContain('soko-products.csv');
  expect((await csv.text()).split('\r\n')).toHaveLength(3);
  expect((await get('csv', makeShopKey())).status).toBe(403);
  expect((await get('pdf')).status).toBe(422);
});
