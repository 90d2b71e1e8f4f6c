import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readAll } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { documented } from '@/app/api/openapi.json/documented-for-tests';
import { PEER_HEADER } from '@/app/server/client-address';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { shopProofSchema } from '@/lib/sellers/proof/proof.schema';

const PHONE = '254712345678';
const ORIGIN = 'http://localhost:3000';
const FORM = 'application/x-www-form-urlencoded';

const db = useTestDatabase({ emptyBeforeEach: true });
let engine: Server;
let sent: { name: string; data: object }[];
let proof: typeof import('./[sellerId]/proof/route');
let look: typeof import('./[sellerId]/proof/look/route');
let sellerId: string;
let isAway: boolean;

beforeAll(async () => {
  engine = createServer(async (request, response) => {
    const events: typeof sent = JSON.parse(await readAll(request));
    if (isAway) return void response.writeHead(400).end('{"error":"away"}');
    sent.push(...events);
    response.end(JSON.stringify({ ids: events.map((_, i) => String(i)), status: 200 }));
  });
  await new Promise<void>((listening) => engine.listen(0, '127.0.0.1', listening));
  // A TCP server that listens has an address with a port.
  const url = `http://127.0.0.1:${(engine.address() as AddressInfo).port}`;
  Object.assign(process.env, { INNGEST_BASE_URL: url, INNGEST_DEV: '1', DATABASE_URL: db.url });
  Object.assign(process.env, { SOKO_SECRET: 's'.repeat(32), LOG_LEVEL: 'silent' });
  proof = await import('./[sellerId]/proof/route');
  look = await import('./[sellerId]/proof/look/route');
});
beforeEach(async () => {
  Object.assign(globalThis, { sokoLimits: undefined });
  sent = [];
  isAway = false;
  sellerId = (await db.prisma.seller.create({ data: { phone: PHONE } })).id;
});
afterAll(() => void engine.close());

interface Asked {
  cookie?: string;
  body?: string | undefined;
  type?: string;
  id?: string;
}

function request(method: string, { cookie = '', body, type = 'application/json' }: Asked): Request {
  const ours = { origin: ORIGIN, 'sec-fetch-site': 'same-origin', host: 'localhost:3000' };
  return new Request(`${ORIGIN}/api/shops/x`, {
    method,
    headers: { ...ours, 'content-type': type, [PEER_HEADER]: '198.51.100.7', cookie },
    ...(body === undefined ? {} : { body }),
  });
}
const at = (id = sellerId) => ({ params: Promise.resolve({ sellerId: id }) });
const read = (asked: Asked = {}) =>
  documented('GET /api/shops/{sellerId}/proof', proof.GET(request('GET', asked), at(asked.id)));
const start = (asked: Asked = {}) =>
  documented('POST /api/shops/{sellerId}/proof', proof.POST(request('POST', { body: '{}', ...asked }), at(asked.id)));
const ask = (product: string, asked: Asked = {}) =>
  documented(
    'POST /api/shops/{sellerId}/proof/look',
    look.POST(request('POST', { body: JSON.stringify({ product }), ...asked }), at(asked.id)),
  );

/** A device with a code: its cookie. */
async function device(): Promise<string> {
  const cookie = (await start()).headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error('no cookie');
  return cookie;
}
const codeOf = async (answering: Promise<Response>) => (await (await answering).json()).error?.code;

test('a device that knows the shop gets a key and a code, has it looked for, and sees how far that is', async () => {
  const cookie = await device();
  const { code } = shopProofSchema.parse(await (await read({ cookie })).json());
  const answer = await ask('5826448410763231', { cookie });
  expect(answer.status).toBe(202);
  expect(await answer.json()).toMatchObject({ code, state: 'looking', productId: '5826448410763231' });
  const { id: proofId } = await db.prisma.shopProof.findFirstOrThrow();
  const data = { proofId, sellerPhone: PHONE, productId: '5826448410763231' };
  expect(sent).toMatchObject([{ name: 'seller/proof.requested', data }]);
  expect(await codeOf(ask('5826448410763231', { cookie }))).toBe('proof_under_way');
});

test('what cannot be looked for says why', async () => {
  expect(await codeOf(read())).toBe('proof_not_started');
  expect(await codeOf(ask('1'))).toBe('proof_not_started');
  const cookie = await device();
  expect(await codeOf(ask('a dress', { cookie }))).toBe('no_product_link');
  expect(await codeOf(ask('https://wa.me/p/1/254722000111', { cookie }))).toBe('product_of_another_seller');
  expect(await codeOf(ask('', { cookie }))).toBe('invalid_input');
  for (const id of ['x', '00000000-0000-4000-8000-000000000000', "' OR 1=1", '\0'])
    expect([id, await codeOf(start({ id }))]).toEqual([id, 'seller_not_found']);
  isAway = true;
  expect(await codeOf(ask('1', { cookie }))).toBe('queue_unavailable');
});

test('without JavaScript it is the same: forms go back to the page, which is told what went wrong', async () => {
  const page = `/sell/shops/${sellerId}/prove`;
  const started = await start({ type: FORM, body: '' });
  expect([started.status, started.headers.get('location')]).toEqual([303, page]);
  const cookie = started.headers.get('set-cookie')?.split(';')[0] ?? '';
  const send = async (fields: Record<string, string>) => {
    const { status, headers } = await ask('', { cookie, type: FORM, body: new URLSearchParams(fields).toString() });
    return [status, headers.get('location')];
  };
  expect(await send({})).toEqual([303, `${page}?problem=no_product_link`]);
  // A link that was pasted is meant, whatever was chosen before.
  const link = `https://wa.me/p/7/254722000111`;
  expect(await send({ product: '1', link })).toEqual([303, `${page}?problem=product_of_another_seller`]);
  expect(await send({ product: '1', link: ' ' })).toEqual([303, page]);
  expect(sent).toHaveLength(1);
});

test('one client may not ask without end', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, () => codeOf(start())));
  expect(answers).toContain('too_many_requests');
  const looks = await Promise.all(Array.from({ length: 40 }, () => codeOf(ask('1'))));
  expect(looks).toContain('too_many_requests');
  // Neither as JSON to a browser without JavaScript.
  const form = { type: FORM, body: 'product=1' };
  for (const answer of [await start(form), await ask('1', form)]) {
    const page = `/sell/shops/${sellerId}/prove?problem=too_many_requests`;
    expect([answer.status, answer.headers.get('location')]).toEqual([303, page]);
  }
});
