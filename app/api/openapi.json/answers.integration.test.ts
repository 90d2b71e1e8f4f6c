import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readAll } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { EMBEDDING_DIMENSIONS } from '@/lib/embedding/embedding-model';
import { picture } from '@/lib/media/pictures-for-tests';
import { readPolicyInForce } from '@/lib/moderation/policy/read-policy';
import { mailToken } from '@/lib/notices/mail-token';
import { SESSION_COOKIE } from '@/lib/platform/auth';
import { createUser } from '@/lib/platform/auth-users';
import { deriveKey } from '@/lib/platform/secrets';
import { vectorBytes } from '@/lib/products/save-embeddings';
import { enterSpaces } from '@/lib/reindex/space-in-use';
import { hashPhone } from '@/lib/sellers/opt-outs';
import { startProof } from '@/lib/sellers/proof/start-proof';
import { hashShopKey, makeShopKey } from '@/lib/sellers/shop-access';
import { PostgresVectorStore } from '@/lib/vectors/postgres-vector-store';
import { documented } from './documented-for-tests';
import { OPERATIONS } from './operations';

const ORIGIN = 'http://localhost:3000';
const SECRET = 's'.repeat(32);
const SPACE = 'test/v1';
const PHONE = '254711111111';
const PICTURE = 'https://a.fbcdn.net/1';
const [SHOWN, WAITING] = ['100', '101'];
const BATCH = '6f0d3c1e-52c2-4ac4-9d0a-5a7a3f6a1b2c';

const db = useTestDatabase();
let others: Server;
let cookie: string;
const vector = new Float32Array(EMBEDDING_DIMENSIONS).fill(1 / Math.sqrt(EMBEDDING_DIMENSIONS));

/** Two products, somebody who may do everything, and one server that answers as the worker and as the engine. */
beforeAll(async () => {
  const jpeg = await picture().jpeg().toBuffer();
  others = createServer(async (request, response) => {
    if (request.url?.startsWith('/internal/judged-picture')) {
      const about = { 'soko-picture': 'judged', 'soko-picture-hash': 'a', 'soko-link-has-died': 'false' };
      response.writeHead(200, { 'content-type': 'image/jpeg', ...about }).end(jpeg);
      return;
    }
    const isEvent = request.url?.startsWith('/e/');
    const body = isEvent ? await readAll(request) : request.resume() && '[]';
    const ids = JSON.parse(body).map(String);
    response.end(
      JSON.stringify(isEvent ? { ids, status: 200 } : { space: SPACE, vector: vectorBytes(vector).toString('base64') }),
    );
  });
  await new Promise<void>((listening) => others.listen(0, '127.0.0.1', listening));
  // A TCP server that listens has an address with a port.
  const url = `http://127.0.0.1:${(others.address() as AddressInfo).port}`;
  const settings = { DATABASE_URL: db.url, SOKO_SECRET: SECRET, WORKER_URL: url, INNGEST_BASE_URL: url };
  Object.assign(process.env, settings, { WORKER_TOKEN: 'w'.repeat(32), INNGEST_DEV: '1', LOG_LEVEL: 'silent' });
  await db.prisma.seller.create({ data: { phone: PHONE, name: 'Mama Njeri' } });
  const product = { sellerPhone: PHONE, title: 'Kitenge', contentHash: 'a', imageUrl: PICTURE };
  const price = { priceAmount: 1_200, priceCurrency: 'KES', priceText: '1,200/=', category: 'bags' };
  const listed = { isListed: true, listedAt: new Date(), lastHydratedAt: new Date() };
  await db.prisma.product.createMany({
    data: [
      { ...product, ...price, ...listed, productId: SHOWN },
      { ...product, productId: WAITING, qcStatus: 'flagged' },
      { ...product, ...listed, productId: '102' },
    ],
  });
  const attributes = { sellerPhone: PHONE, category: null, priceAmount: null, priceCurrency: null };
  await enterSpaces(db.prisma, { main: SPACE, next: null });
  const vectors = new PostgresVectorStore({ pool: db.pool, space: SPACE });
  await vectors.upsert([SHOWN, '102'].map((productId) => ({ productId, vector, attributes })));
  const { id } = await createUser(db.prisma, { email: 'admin@soko.example', role: 'admin' });
  const session = { id: 's', token: 'token', userId: id, expiresAt: new Date(Date.now() + 1e7) };
  await db.prisma.session.create({ data: session });
  const signature = createHmac('sha256', deriveKey('session cookies', SECRET).toString('hex'));
  cookie = `${SESSION_COOKIE}=${encodeURIComponent(`token.${signature.update('token').digest('base64')}`)}`;
});
afterAll(() => void others.close());

/** Each call as it goes well. */
const WELL: Record<string, () => Promise<Response>> = {
  'GET /api/products': async () => (await import('../products/route')).GET(request(), undefined),
  'GET /api/products/count': async () =>
    (await import('../products/count/route')).GET(request('?maxPrice=1500'), undefined),
  'GET /api/products/{productId}': async () =>
    (await import('../products/[productId]/route')).GET(request(), at({ productId: SHOWN })),
  'GET /api/products/{productId}/similar': async () =>
    (await import('../products/[productId]/similar/route')).GET(request(), at({ productId: SHOWN })),
  'GET /api/search': async () => (await import('../search/route')).GET(request('?text=kitenge'), undefined),
  'GET /api/suggestions': async () => (await import('../suggestions/route')).GET(request('?q=kit'), undefined),
  'POST /api/search': async () => {
    const form = new FormData();
    form.set('image', new File([new Uint8Array(await picture().jpeg().toBuffer())], 'photo.jpg'));
    return (await import('../search/route')).POST(request('', form), undefined);
  },
  'POST /api/products/{productId}/reports': async () =>
    (await import('../products/[productId]/reports/route')).POST(json({ reason: 'scam' }), at({ productId: SHOWN })),
  'POST /api/products/{productId}/picture-gone': async () =>
    (await import('../products/[productId]/picture-gone/route')).POST(
      json({ imageUrl: PICTURE }),
      at({ productId: SHOWN }),
    ),
  'POST /api/products/{productId}/views': async () =>
    (await import('../products/[productId]/views/route')).POST(request('', ''), at({ productId: SHOWN })),
  'GET /api/products/{productId}/views': async () =>
    (await import('../products/[productId]/views/route')).GET(request(), at({ productId: SHOWN })),
  'POST /api/products/{productId}/chats': async () =>
    (await import('../products/[productId]/chats/route')).POST(request('', ''), at({ productId: SHOWN })),
  'POST /api/sellers': async () =>
    (await import('../sellers/route')).POST(json({ text: `https://wa.me/p/103/${PHONE} and more` }), undefined),
  'GET /api/sellers/{sellerId}': async () =>
    (await import('../sellers/[sellerId]/route')).GET(request(), at({ sellerId: await aSeller() })),
  'GET /api/shops/{sellerId}/proof': async () =>
    (await import('../shops/[sellerId]/proof/route')).GET(
      await provingDevice('GET'),
      at({ sellerId: await aSeller() }),
    ),
  'POST /api/shops/{sellerId}/proof': async () =>
    (await import('../shops/[sellerId]/proof/route')).POST(json({}), at({ sellerId: await aSeller() })),
  'POST /api/shops/{sellerId}/proof/look': async () =>
    (await import('../shops/[sellerId]/proof/look/route')).POST(
      await provingDevice('POST', { product: SHOWN }),
      at({ sellerId: await aSeller() }),
    ),
  'POST /api/shops/{sellerId}/mailbox': async () =>
    (await import('../shops/[sellerId]/mailbox/route')).POST(
      await heldShop({ action: 'remove' }, new Date()),
      at({ sellerId: await aSeller() }),
    ),
  'POST /api/mail-links/{token}': async () => {
    const link = { does: 'unsubscribe' as const, sellerId: await aSeller(), setAt: new Date() };
    const token = mailToken(link, deriveKey('mail links', SECRET));
    return (await import('../mail-links/[token]/route')).POST(request('', ''), at({ token }));
  },
  'POST /api/shops/{sellerId}': async () =>
    (await import('../shops/[sellerId]/route')).POST(
      await heldShop({ action: 'name', name: 'Duka la Njeri' }, new Date()),
      at({ sellerId: await aSeller() }),
    ),
  'POST /api/shops/{sellerId}/products/{productId}': async () =>
    (await import('../shops/[sellerId]/products/[productId]/route')).POST(
      await heldShop({ action: 'price', amount: 1_250 }, new Date()),
      at({ sellerId: await aSeller(), productId: SHOWN }),
    ),
  'GET /api/shops/{sellerId}/export': async () => {
    const { headers } = await heldShop();
    const asked = new Request(`${ORIGIN}/api/asked?format=json`, { headers });
    return (await import('../shops/[sellerId]/export/route')).GET(asked, at({ sellerId: await aSeller() }));
  },
  'POST /api/shops/{sellerId}/forget': async () =>
    (await import('../shops/[sellerId]/forget/route')).POST(await heldShop(), at({ sellerId: await aSeller() })),
  'GET /api/syncs/{syncId}': async () =>
    (await import('../syncs/[syncId]/route')).GET(request(), at({ syncId: await aSync() })),
  'GET /api/syncs/{syncId}/items': async () =>
    (await import('../syncs/[syncId]/items/route')).GET(request(), at({ syncId: await aSync() })),
  'GET /api/review/queue': async () => (await import('../review/queue/route')).GET(request(), undefined),
  'GET /api/review/items/{productId}': async () =>
    (await import('../review/items/[productId]/route')).GET(request(), at({ productId: WAITING })),
  'GET /api/review/pictures/{productId}': async () =>
    (await import('../review/pictures/[productId]/route')).GET(request(), at({ productId: WAITING })),
  'POST /api/review/leases': async () => {
    const products = [{ productId: WAITING, version: 0 }];
    return (await import('../review/leases/route')).POST(json({ products }), undefined);
  },
  'POST /api/review/watch': async () => {
    const seen = [{ productId: WAITING, version: 0 }];
    return (await import('../review/watch/route')).POST(json({ seen, open: seen[0] }), undefined);
  },
  'POST /api/review/decisions': async () => {
    const decision = { productId: WAITING, version: 0, decision: 'rejected', note: 'No picture of the bag itself' };
    return (await import('../review/decisions/route')).POST(json(decision), undefined);
  },
  'POST /api/review/decisions/undo': async () => {
    const { id: decisionId } = await db.prisma.qualityReview.findFirstOrThrow({ where: { source: 'moderator' } });
    return (await import('../review/decisions/undo/route')).POST(json({ decisionId }), undefined);
  },
  'POST /api/review/decisions/skip': async () =>
    (await import('../review/decisions/skip/route')).POST(json({ productId: WAITING }), undefined),
  'POST /api/review/batches': async () =>
    (await import('../review/batches/route')).POST(json({ id: BATCH, selection: await aSelection() }), undefined),
  'GET /api/review/batches/{batchId}': async () =>
    (await import('../review/batches/[batchId]/route')).GET(request(), at({ batchId: BATCH })),
  'POST /api/review/batches/{batchId}/start': async () =>
    (await import('../review/batches/[batchId]/start/route')).POST(
      json({ decision: 'approved' }),
      at({ batchId: BATCH }),
    ),
  'POST /api/review/batches/{batchId}/undo': async () =>
    (await import('../review/batches/[batchId]/undo/route')).POST(json({}), at({ batchId: BATCH })),
  'POST /api/review/second-looks': async () => {
    const first = { productId: SHOWN, contentHash: 'a', firstBy: 'joe', firstDecision: 'approved' as const };
    const { id: secondLookId } = await db.prisma.secondLook.create({ data: first });
    return (await import('../review/second-looks/route')).POST(json({ secondLookId, decision: 'approved' }), undefined);
  },
  'POST /api/admin/policy': async () => {
    const { version, texts } = await readPolicyInForce(db.prisma);
    const next = { basedOn: version, texts, secondLookPercent: 5 };
    return (await import('../admin/policy/route')).POST(json(next), undefined);
  },
  'POST /api/admin/replay': async () =>
    (await import('../admin/replay/route')).POST(json({ productIds: [WAITING] }), undefined),
  'POST /api/admin/replay/preview': async () =>
    (await import('../admin/replay/preview/route')).POST(json({ code: 'login_wall' }), undefined),
  'POST /api/admin/dismiss': async () =>
    (await import('../admin/dismiss/route')).POST(json({ syncRunId: await aFailedSync() }), undefined),
  'POST /api/admin/pauses': async () =>
    (await import('../admin/pauses/route')).POST(json({ what: 'embed', action: 'pause' }), undefined),
  'GET /api/admin/model': async () => (await import('../admin/model/route')).GET(request(), undefined),
  'POST /api/admin/model': async () => {
    await db.prisma.embeddingSpace.create({ data: { space: 'gone/v1', state: 'left' } });
    return (await import('../admin/model/route')).POST(json({ action: 'drop', space: 'gone/v1' }), undefined);
  },
  'GET /api/admin/overview': async () => (await import('../admin/overview/route')).GET(request(), undefined),
  // Its own line is the first of this kind: one line of JSON.
  'GET /api/admin/audit/export': async () =>
    (await import('../admin/audit/export/route')).GET(request('?format=jsonl&action=audit.exported'), undefined),
  'POST /api/admin/sellers/{sellerId}': async () =>
    (await import('../admin/sellers/[sellerId]/route')).POST(
      json({ action: 'note', text: 'Called on Monday' }),
      at({ sellerId: await aSeller() }),
    ),
  'POST /api/admin/opt-outs': async () => {
    await db.prisma.sellerOptOut.create({
      data: { phoneHash: hashPhone('254799000111', deriveKey('phone hashes', SECRET)) },
    });
    return (await import('../admin/opt-outs/route')).POST(json({ phone: '+254 799 000111' }), undefined);
  },
  'POST /api/admin/try-service': async () =>
    (await import('../admin/try-service/route')).POST(json({ service: 'reviewer' }), undefined),
  'GET /api/health': async () => (await import('../health/route')).GET(),
  'GET /api/ready': async () => (await import('../ready/route')).GET(),
  'GET /api/openapi.json': async () => (await import('./route')).GET(request(), undefined),
};

test('tries every call of the document', () => {
  expect(Object.keys(WELL).sort()).toEqual(Object.keys(OPERATIONS).sort());
});

test.each(Object.entries(WELL))('%s answers what the document says', async (call, ask) => {
  const response = await documented(call, ask());
  // The engine of this test is no whole one, and readiness says so in the same words.
  expect(call === 'GET /api/ready' ? [200, 503] : [200, 201, 202]).toContain(response.status);
});

const HEADERS = { host: 'localhost:3000', origin: ORIGIN, 'sec-fetch-site': 'same-origin' };

function request(query = '', body?: BodyInit, headers: Record<string, string> = {}): Request {
  const method = body === undefined ? 'GET' : 'POST';
  const all = { ...HEADERS, cookie, ...headers };
  return new Request(`${ORIGIN}/api/asked${query}`, { method, headers: all, ...(body === undefined ? {} : { body }) });
}

const json = (body: object) => request('', JSON.stringify(body), { 'content-type': 'application/json' });

async function aFailedSync(): Promise<string> {
  return (await db.prisma.syncRun.create({ data: { kind: 'catalogue', state: 'failed' } })).id;
}

async function aSeller(): Promise<string> {
  return (await db.prisma.seller.findUniqueOrThrow({ where: { phone: PHONE } })).id;
}

/** From a device that holds the seller's shop, or has proven that it is theirs. */
async function heldShop(body: object = {}, provenAt: Date | null = null): Promise<Request> {
  const key = makeShopKey();
  await db.prisma.shopKey.create({ data: { sellerPhone: PHONE, keyHash: hashShopKey(key), provenAt } });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  return request('', JSON.stringify(body), headers);
}

/** From a device that has a code for the seller's shop. */
async function provingDevice(method: 'GET' | 'POST', body: object = {}): Promise<Request> {
  const key = makeShopKey();
  await startProof(db.prisma, { sellerId: await aSeller(), phone: PHONE, keyHash: hashShopKey(key) });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  return request('', method === 'GET' ? undefined : JSON.stringify(body), headers);
}

function at<Params>(params: Params): { params: Promise<Params> } {
  return { params: Promise.resolve(params) };
}

async function aSelection() {
  const { productId, version } = await db.prisma.product.findUniqueOrThrow({ where: { productId: WAITING } });
  return { kind: 'items', items: [{ productId, version }] };
}

async function aSync(): Promise<string> {
  const { id } = await db.prisma.syncRun.findFirstOrThrow({ where: { items: { some: {} } } });
  return id;
}
