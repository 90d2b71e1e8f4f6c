import { createHmac } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { documented } from '@/app/api/openapi.json/documented-for-tests';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { SESSION_COOKIE } from '@/lib/platform/auth';
import { createUser } from '@/lib/platform/auth-users';
import { deriveKey } from '@/lib/platform/secrets';

const ORIGIN = 'http://localhost:3000';
const SECRET = 's'.repeat(32);
const ID = '5826448410763231';
const UUID = '00000000-0000-4000-8000-000000000000';
const LONE = '\ud800';
const db = useTestDatabase();
let cookie: string;
let clients = 0;

// biome-ignore lint/suspicious/noExplicitAny: as Next calls every route: each with its own params
type AnyHandler = (request: Request, context: any) => Promise<Response>;
type Route = Partial<Record<'GET' | 'POST', AnyHandler>>;

/** The calls by the document's names; those that are no API have none. */
const CALLS: Partial<Record<Name, string>> = {
  products: '/api/products',
  product: '/api/products/{productId}',
  similar: '/api/products/{productId}/similar',
  pictureGone: '/api/products/{productId}/picture-gone',
  reports: '/api/products/{productId}/reports',
  search: '/api/search',
  sellers: '/api/sellers',
  sync: '/api/syncs/{syncId}',
  items: '/api/syncs/{syncId}/items',
  decisions: '/api/review/decisions',
  replay: '/api/admin/replay',
  tryService: '/api/admin/try-service',
};

const ROUTES = {
  products: () => import('./products/route'),
  product: () => import('./products/[productId]/route'),
  similar: () => import('./products/[productId]/similar/route'),
  pictureGone: () => import('./products/[productId]/picture-gone/route'),
  reports: () => import('./products/[productId]/reports/route'),
  search: () => import('./search/route'),
  sellers: () => import('./sellers/route'),
  sync: () => import('./syncs/[syncId]/route'),
  items: () => import('./syncs/[syncId]/items/route'),
  decisions: () => import('./review/decisions/route'),
  replay: () => import('./admin/replay/route'),
  tryService: () => import('./admin/try-service/route'),
  media: () => import('../media/[...key]/route'),
  sitemaps: () => import('../sitemaps/[part]/route'),
};
type Name = keyof typeof ROUTES;

beforeAll(async () => {
  process.env.DATABASE_URL = db.url;
  process.env.SOKO_SECRET = SECRET;
  process.env.WORKER_TOKEN = 'w'.repeat(32);
  // Nobody listens there: what asks the worker or the engine fails as when they are away.
  process.env.WORKER_URL = 'http://127.0.0.1:1';
  process.env.INNGEST_BASE_URL = 'http://127.0.0.1:1';
  process.env.INNGEST_DEV = '1';
  process.env.LOG_LEVEL = 'silent';
  await db.prisma.seller.create({ data: { phone: '254711111111' } });
  await db.prisma.product.create({
    data: {
      ...{ productId: ID, sellerPhone: '254711111111', title: 'Kitenge', contentHash: 'a', qcStatus: 'flagged' },
      ...{ isListed: true, listedAt: new Date(), imageUrl: 'https://a.fbcdn.net/1' },
    },
  });
  const { id } = await createUser(db.prisma, { email: 'admin@soko.example', role: 'admin' });
  await db.prisma.session.create({
    data: { id: 's', token: 'token', userId: id, expiresAt: new Date(Date.now() + 1e7) },
  });
  const signature = createHmac('sha256', deriveKey('session cookies', SECRET).toString('hex'));
  cookie = `${SESSION_COOKIE}=${encodeURIComponent(`token.${signature.update('token').digest('base64')}`)}`;
});
beforeEach(async () => {
  clients += 1;
  await db.prisma.product.update({
    where: { productId: ID },
    data: { version: 0, qcStatus: 'flagged', isListed: true },
  });
});

interface Asked {
  params?: Record<string, string | string[]>;
  query?: Record<string, string>;
  /** Sent as JSON, or as it is. */
  body?: unknown;
  type?: string;
  headers?: Record<string, string>;
}

async function ask(name: Name, { params = {}, query = {}, body, type = 'application/json', headers = {} }: Asked) {
  const route: Route = await ROUTES[name]();
  const method = body === undefined ? 'GET' : 'POST';
  const request = new Request(`${ORIGIN}/${name}?${new URLSearchParams(query)}`, {
    method,
    headers: {
      host: 'localhost:3000',
      origin: ORIGIN,
      cookie,
      'x-soko-peer': `203.0.113.${clients % 250}`,
      'content-type': type,
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const handler = route[method];
  if (!handler) throw new Error(`${name} has no ${method}`);
  const answer = handler(request, { params: Promise.resolve(params) });
  const path = CALLS[name];
  return path === undefined ? answer : documented(`${method} ${path}`, answer);
}

const HOSTILE_IDS = [
  '',
  '\0',
  `${ID}\0`,
  LONE,
  '9'.repeat(21),
  '9'.repeat(5_000),
  '-1',
  '1e9',
  "1' OR '1'='1",
  '../../etc',
  '٣',
  'null',
];
const HUGE = [
  '1e400',
  '1e309',
  '-1e400',
  '9'.repeat(400),
  'NaN',
  'Infinity',
  '-0',
  '0x10',
  '1e-400',
  '\0',
  LONE,
  '99999999999999999999',
];

describe('a hostile value is refused, or finds nothing, and is never an error of ours', () => {
  const cases: [Name, string, Asked][] = [
    ...HOSTILE_IDS.flatMap((id): [Name, string, Asked][] => [
      ['product', id, { params: { productId: id } }],
      ['similar', id, { params: { productId: id } }],
      ['reports', id, { params: { productId: id }, body: { reason: 'scam' } }],
      ['pictureGone', id, { params: { productId: id }, body: { imageUrl: 'https://a.fbcdn.net/1' } }],
      ['sync', id, { params: { syncId: id } }],
      ['items', id, { params: { syncId: id } }],
      ['media', id, { params: { key: ['products', id, id] } }],
      ['media', id, { params: { key: [id] } }],
      ['sitemaps', id, { params: { part: `products-${id}.xml` } }],
      ['products', id, { query: { ids: id } }],
      ['products', id, { query: { seller: id } }],
      ['products', id, { query: { q: id } }],
      ['products', id, { query: { cursor: id } }],
      ['products', id, { query: { colour: id, category: id, currency: id, sort: id } }],
      ['search', id, { query: { like: id } }],
      ['search', id, { query: { photo: id } }],
      ['search', id, { query: { text: 'dress', cursor: id } }],
      ['replay', id, { body: { productIds: [id] } }],
      ['replay', id, { body: { syncRunId: id } }],
      ['decisions', id, { body: { productId: id, version: 0, decision: 'approved' } }],
      ['decisions', id, { body: { productId: ID, version: 0, decision: 'rejected', note: `x${id}`, problems: [id] } }],
      ['reports', `a note ${id}`, { params: { productId: ID }, body: { reason: 'scam', note: id } }],
      ['pictureGone', `a link ${id}`, { params: { productId: ID }, body: { imageUrl: `https://a.fbcdn.net/${id}` } }],
      ['sellers', id, { body: { text: id } }],
      ['sellers', id, { body: { text: `https://wa.me/c/${id} https://wa.me/p/${id}/254712345678` } }],
      ['items', id, { params: { syncId: UUID }, query: { cursor: id, filter: id } }],
    ]),
    ...HUGE.flatMap((number): [Name, string, Asked][] => [
      ...['limit', 'minPrice', 'maxPrice'].map((name): [Name, string, Asked] => [
        'products',
        `${name}=${number}`,
        { query: { [name]: number } },
      ]),
      ['search', `weight=${number}`, { query: { text: 'dress', weight: number } }],
      ['search', `crop=${number}`, { query: { text: 'dress', crop: `${number},0,1,1` } }],
      ['items', `limit=${number}`, { params: { syncId: UUID }, query: { limit: number } }],
      ['items', `cursor=${number}`, { params: { syncId: UUID }, query: { cursor: `0.${number}` } }],
      ['decisions', `version=${number}`, { body: { productId: ID, version: Number(number), decision: 'approved' } }],
      ['sitemaps', number, { params: { part: `products-${number}.xml` } }],
    ]),
    ...['a\0b', `a${LONE}b`, '\udfff'].map((note): [Name, string, Asked] => [
      'decisions',
      `a note ${note}`,
      { body: { productId: ID, version: 0, decision: 'rejected', note } },
    ]),
    ...[2 ** 31, 2 ** 53 - 1, 2 ** 53, -1, 0.5, null, '0', [], {}].map((version): [Name, string, Asked] => [
      'decisions',
      `version ${JSON.stringify(version)}`,
      { body: { productId: ID, version, decision: 'approved' } },
    ]),
    ...(['reports', 'pictureGone', 'sellers', 'decisions', 'replay'] as const).flatMap(
      (name): [Name, string, Asked][] =>
        ['', '{', 'null', '[]', '1', '"x"', '{"text":1}', '\0', '{"__proto__":{}}', '['.repeat(2_000)].map((body) => [
          name,
          `body ${body.slice(0, 20)}`,
          { params: { productId: ID }, body },
        ]),
    ),
  ];

  test.each(cases)('%s %j', async (name, _value, asked) => {
    const { status } = await ask(name, asked);
    // 503: the engine and the worker are away; whoever asked was understood.
    expect([200, 202, 303, 400, 404, 409, 410, 413, 415, 422, 503]).toContain(status);
  });
});

describe('one person', () => {
  test('is one report, whatever browser they say they have', async () => {
    await db.prisma.productReport.deleteMany();
    for (let i = 0; i < 20; i++) {
      const headers = { 'user-agent': `Browser ${i}`, 'accept-language': `x-${i}` };
      const response = await ask('reports', { params: { productId: ID }, body: { reason: 'scam' }, headers });
      expect(response.status).toBe(202);
    }
    expect(await db.prisma.productReport.count()).toBe(1);
  });

  test('is one report from all addresses of an IPv6 network, and two are two', async () => {
    await db.prisma.productReport.deleteMany();
    for (const peer of ['2001:db8:1:1::1', '2001:db8:1:1::2', '2001:db8:1:1:ffff::', '2001:db8:1:2::1'])
      await ask('reports', { params: { productId: ID }, body: { reason: 'scam' }, headers: { 'x-soko-peer': peer } });
    expect(await db.prisma.productReport.count()).toBe(2);
  });
});

describe('whoever asks in a loop', () => {
  test.each([
    ['product', 'browse', { params: { productId: ID } }],
    ['sync', 'syncs', { params: { syncId: UUID } }],
    ['items', 'syncs', { params: { syncId: UUID } }],
    ['media', 'pictures', { params: { key: ['a'] } }],
    ['decisions', 'consoles', { body: {} }],
    ['replay', 'consoles', { body: {} }],
  ] satisfies [Name, string, Asked][])('%s is told to wait, and nobody else', async (name, limit, asked) => {
    const { rateLimits } = await import('@/app/server/rate-limits');
    const peer = `198.51.100.${clients % 250}`;
    expect(() => {
      for (;;) rateLimits()[limit as 'browse'].take(peer);
    }).toThrow();
    const refused = await ask(name, { ...asked, headers: { 'x-soko-peer': peer } });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    expect((await ask(name, asked)).status).not.toBe(429);
  });
});

test('no cache on the way keeps what shows a product', async () => {
  const answers = await Promise.all([ask('product', { params: { productId: ID } }), ask('products', {})]);
  expect(answers.map(({ status, headers }) => [status, headers.get('cache-control')])).toEqual([
    [200, 'no-store'],
    [200, 'no-store'],
  ]);
});
