import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readAll } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { documented } from '@/app/api/openapi.json/documented-for-tests';
import { PEER_HEADER } from '@/app/server/client-address';
import type * as ShopAccess from '@/app/server/shop-access';
import { useTestDatabase } from '@/e2e/support/use-test-database';

// Whose shop a request may see and change, from the paste on.

const PHONE = '254712345678';
const ORIGIN = 'http://localhost:3000';

const db = useTestDatabase({ emptyBeforeEach: true });
let engine: Server;
let sellers: typeof import('../sellers/route');
let forget: typeof import('./[sellerId]/forget/route');
let requireShop: typeof ShopAccess.requireShop;

beforeAll(async () => {
  engine = createServer(async (request, response) => {
    const events: unknown[] = JSON.parse(await readAll(request));
    response.end(JSON.stringify({ ids: events.map((_, i) => String(i)), status: 200 }));
  });
  await new Promise<void>((listening) => engine.listen(0, '127.0.0.1', listening));
  // A TCP server that listens has an address with a port.
  const url = `http://127.0.0.1:${(engine.address() as AddressInfo).port}`;
  Object.assign(process.env, { INNGEST_BASE_URL: url, INNGEST_DEV: '1', DATABASE_URL: db.url });
  Object.assign(process.env, { SOKO_SECRET: 's'.repeat(32), LOG_LEVEL: 'silent' });
  sellers = await import('../sellers/route');
  forget = await import('./[sellerId]/forget/route');
  ({ requireShop } = await import('@/app/server/shop-access'));
});
beforeEach(() => void Object.assign(globalThis, { sokoLimits: undefined }));
afterAll(() => void engine.close());

const OURS = { origin: ORIGIN, 'sec-fetch-site': 'same-origin', host: 'localhost:3000' };

function request(headers: Record<string, string>, body?: unknown, method = 'POST'): Request {
  return new Request(`${ORIGIN}/api/shops/x`, {
    method,
    headers: { 'content-type': 'application/json', [PEER_HEADER]: '198.51.100.7', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** Pastes the shop's link; the cookie that the answer sets, as a browser sends it back. */
async function paste(headers: Record<string, string> = {}) {
  const answering = sellers.POST(request(headers, { text: `https://wa.me/c/${PHONE}` }), {});
  const response = await documented('POST /api/sellers', answering);
  const setCookie = response.headers.get('set-cookie');
  const { id } = await db.prisma.seller.findUniqueOrThrow({ where: { phone: PHONE } });
  return { setCookie, cookie: setCookie?.split(';')[0] ?? '', sellerId: id };
}

const refusedWith = (code: string, status: number) => expect.objectContaining({ code, status });
const outcome = (work: Promise<unknown>) => work.catch((error: unknown) => error);

test('a paste makes the browser a holder, by a cookie that no script and no other site can use', async () => {
  const { setCookie, cookie, sellerId } = await paste(OURS);
  expect(setCookie).toMatch(/^soko_shops=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=34560000$/);
  expect(await requireShop(request({ ...OURS, cookie }), sellerId, 'holder')).toMatchObject({
    ...{ sellerId, phone: PHONE, level: 'holder' },
  });
  const elsewhere = { cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
  expect(await outcome(requireShop(request(elsewhere), sellerId, 'holder'))).toEqual(refusedWith('cross_site', 403));
  // What a browser sends without saying where from changes nothing either.
  expect(await outcome(requireShop(request({ cookie }), sellerId, 'holder'))).toEqual(refusedWith('cross_site', 403));
});

test('the second paste keeps the key; the shop is held once', async () => {
  const { cookie } = await paste(OURS);
  expect((await paste({ ...OURS, cookie })).cookie).toBe(cookie);
  expect((await paste({ ...OURS, cookie: 'soko_shops=made-up' })).cookie).not.toContain('made-up');
  expect(await db.prisma.shopKey.count()).toBe(2);
});

test('an API client sends the key as a bearer token, from wherever it runs', async () => {
  const { cookie, sellerId } = await paste();
  const authorization = `Bearer ${cookie.split('=')[1]}`;
  expect(await requireShop(request({ authorization }), sellerId, 'holder')).toMatchObject({ level: 'holder' });
  expect((await paste({ authorization })).setCookie).toBeNull();
  const wrong = { authorization: `Bearer ${'A'.repeat(43)}` };
  expect(await outcome(requireShop(request(wrong), sellerId, 'holder'))).toEqual(refusedWith('shop_not_yours', 403));
});

test('nobody, another’s key, a holder, an owner: each gets what is theirs', async () => {
  const { cookie, sellerId } = await paste(OURS);
  const other = await db.prisma.seller.create({ data: { phone: '254722000111' } });
  const ask = (id: string, level: 'holder' | 'owner', given: Record<string, string>) =>
    outcome(requireShop(request({ ...OURS, ...given }), id, level));
  expect(await ask(sellerId, 'holder', {})).toEqual(refusedWith('shop_not_yours', 403));
  expect(await ask(other.id, 'holder', { cookie })).toEqual(refusedWith('shop_not_yours', 403));
  expect(await ask('00000000-0000-4000-8000-000000000000', 'holder', { cookie })).toEqual(
    refusedWith('seller_not_found', 404),
  );
  expect(await ask('x', 'holder', { cookie })).toEqual(refusedWith('seller_not_found', 404));
  expect(await ask(sellerId, 'owner', { cookie })).toEqual(refusedWith('proof_needed', 403));
  await db.prisma.shopKey.updateMany({ data: { provenAt: new Date() } });
  expect(await ask(sellerId, 'owner', { cookie })).toMatchObject({ level: 'owner' });
});

test('a device forgets a shop: by a call, or by a plain form, which goes on to the list', async () => {
  const { cookie, sellerId } = await paste(OURS);
  const context = { params: Promise.resolve({ sellerId }) };
  const call = (headers: Record<string, string>) =>
    documented('POST /api/shops/{sellerId}/forget', forget.POST(request({ ...OURS, ...headers }), context));
  expect((await call({})).status).toBe(403);
  const form = await call({ cookie, 'content-type': 'application/x-www-form-urlencoded' });
  expect([form.status, form.headers.get('location')]).toEqual([303, '/sell']);
  await paste({ ...OURS, cookie });
  expect(await (await call({ cookie })).json()).toEqual({ sellerId, forgotten: true });
  expect((await call({ cookie })).status).toBe(403);
});

test('a client that asks without end is told to wait', async () => {
  const { cookie, sellerId } = await paste(OURS);
  const ask = () => outcome(requireShop(request({ ...OURS, cookie }, undefined, 'GET'), sellerId, 'holder'));
  // All at once: what comes one after the other is refilled meanwhile.
  const answers = await Promise.all(Array.from({ length: 400 }, ask));
  expect(answers).toContainEqual(refusedWith('too_many_requests', 429));
});
