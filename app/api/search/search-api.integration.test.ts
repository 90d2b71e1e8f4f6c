import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { documented } from '@/app/api/openapi.json/documented-for-tests';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { EMBEDDING_DIMENSIONS } from '@/lib/embedding/embedding-model';
import { productPageSchema } from '@/lib/marketplace/product-view.schema';
import { bombPng, picture } from '@/lib/media/pictures-for-tests';
import { apiErrorSchema } from '@/lib/platform/http-errors.schema';
import { vectorBytes } from '@/lib/products/save-embeddings';
import { enterSpaces } from '@/lib/reindex/space-in-use';
import { searchPageSchema } from '@/lib/search/search-page.schema';
import { PostgresVectorStore } from '@/lib/vectors/postgres-vector-store';

const SPACE = 'test/v1';
const db = useTestDatabase();
let worker: Server;
let workerIsAway = false;
let workerTakesMs = 0;
let underWay = 0;
let mostUnderWay = 0;
let embedded: string[];
let api: typeof import('./route');
let productApi: typeof import('../products/route');
let shareApi: typeof import('@/app/share/route');

/** On an arc: the further the place, the further from the first. */
function vectorAt(place: number): Float32Array {
  const vector = new Float32Array(EMBEDDING_DIMENSIONS);
  vector[0] = Math.cos(place / 20);
  vector[1] = Math.sin(place / 20);
  return vector;
}

/** The route itself, as Next calls it, with a worker that embeds everything alike. */
beforeAll(async () => {
  worker = createServer((request, response) => {
    embedded.push(request.headers['content-type'] ?? '');
    request.resume();
    if (workerIsAway) return void response.writeHead(503).end('{}');
    underWay += 1;
    mostUnderWay = Math.max(mostUnderWay, underWay);
    setTimeout(() => {
      underWay -= 1;
      response.end(JSON.stringify({ space: SPACE, vector: vectorBytes(vectorAt(0)).toString('base64') }));
    }, workerTakesMs);
  });
  await new Promise<void>((listening) => worker.listen(0, '127.0.0.1', listening));
  process.env.DATABASE_URL = db.url;
  process.env.WORKER_URL = `http://127.0.0.1:${(worker.address() as AddressInfo).port}`;
  process.env.WORKER_TOKEN = 'w'.repeat(32);
  process.env.LOG_LEVEL = 'silent';
  await db.prisma.seller.create({ data: { phone: '254711111111', name: 'Mama Njeri' } });
  const ids = Array.from({ length: 30 }, (_, i) => String(100 + i));
  await db.prisma.product.createMany({
    data: ids.map((productId, i) => ({
      productId,
      sellerPhone: '254711111111',
      title: `<script>alert(${i})</script> Kitenge dress`,
      priceAmount: 1_000 + i,
      priceCurrency: 'KES',
      imageColours: i % 2 ? ['red'] : ['blue'],
      isListed: true,
      listedAt: new Date(1_700_000_000_000 + i),
    })),
  });
  await enterSpaces(db.prisma, { main: SPACE, next: null });
  const vectors = new PostgresVectorStore({ pool: db.pool, space: SPACE });
  await vectors.upsert(
    ids.map((productId, i) => ({
      productId,
      vector: vectorAt(i),
      attributes: { sellerPhone: '254711111111', category: null, priceAmount: 1_000 + i, priceCurrency: 'KES' },
    })),
  );
  embedded = [];
  api = await import('./route');
  productApi = await import('../products/route');
  shareApi = await import('@/app/share/route');
});
afterAll(async () => {
  worker.close();
});
beforeEach(() => {
  embedded = [];
  workerIsAway = false;
  workerTakesMs = 0;
});

interface Asked {
  image?: Uint8Array;
  type?: string;
  fields?: Record<string, string>;
  headers?: Record<string, string>;
}

function post({ image, type = 'image/jpeg', fields = {}, headers = {} }: Asked): Promise<Response> {
  const form = new FormData();
  if (image) form.set('image', new File([new Uint8Array(image)], 'photo.jpg', { type }));
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const request = new Request('http://localhost:3000/api/search', { method: 'POST', body: form, headers });
  return documented('POST /api/search', api.POST(request, undefined));
}
const get = (query: string) =>
  documented('GET /api/search', api.GET(new Request(`http://localhost:3000/api/search?${query}`), undefined));

const found = async (response: Promise<Response>) => searchPageSchema.parse(await (await response).json());
async function refused(response: Promise<Response>) {
  const { status } = await response;
  return { status, ...apiErrorSchema.parse(await (await response).json()).error };
}

describe('a photo', () => {
  test.each(['jpeg', 'png', 'webp', 'avif'] as const)('as %s is searched with', async (format) => {
    const answer = await found(post({ image: await picture().toFormat(format).toBuffer() }));
    expect(answer.results[0]?.product.productId).toBe('100');
    expect(embedded.at(-1)).toBe('image/x-rgb; width=120; height=80');
  });

  test('is what its bytes say, whatever its type says', async () => {
    const png = await picture().png().toBuffer();
    expect((await found(post({ image: png, type: 'text/html' }))).results.length).toBeGreaterThan(0);
    const html = Buffer.from('<!DOCTYPE html><html></html>');
    expect(await refused(post({ image: html, type: 'image/png' }))).toMatchObject({ code: 'image_not_an_image' });
  });

  test('that moves is searched with its first picture', async () => {
    const frame = (background: string) =>
      sharp({ create: { width: 20, height: 20, channels: 3, background } })
        .png()
        .toBuffer();
    const frames = [await frame('#f00'), await frame('#00f')];
    const moving = await sharp(frames, { join: { animated: true } })
      .webp()
      .toBuffer();
    expect((await found(post({ image: moving }))).results.length).toBeGreaterThan(0);
  });

  test('may be shown in part only', async () => {
    const image = await picture().jpeg().toBuffer();
    expect((await found(post({ image, fields: { crop: '0.2,0.2,0.5,0.5' } }))).photoToken).not.toBeNull();
  });

  const HEIC = Buffer.from('\0\0\0\x24ftypheic\0\0\0\0mif1MiHEheicmiaf', 'latin1');
  const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  test.each([
    ['of 0 bytes', () => new Uint8Array(0), 415, 'image_not_an_image'],
    ['that is HTML', () => Buffer.from('<html>no photo</html>'), 415, 'image_not_an_image'],
    ['that is SVG', () => SVG, 415, 'image_type_refused'],
    ['that is a GIF', () => picture().gif().toBuffer(), 415, 'image_type_refused'],
    ['of an iPhone (HEIC)', () => HEIC, 415, 'image_heic'],
    ['of 60 megapixels', () => bombPng(10_000, 6_000), 413, 'image_too_large'],
    ['that is a decompression bomb', () => bombPng(40_000, 40_000), 413, 'image_too_large'],
    ['of 11 MB', () => Buffer.alloc(11 * 1024 * 1024, 0xff), 413, 'body_too_large'],
    ['a little above 10 MB', () => Buffer.alloc(10 * 1024 * 1024 + 1, 0xff), 413, 'image_too_large'],
    [
      'that breaks off',
      async () => (await picture(600, 600).jpeg().toBuffer()).subarray(0, 900),
      422,
      'image_truncated',
    ],
  ])('%s is refused, in words that say what to do', async (_what, make, status, code) => {
    const answer = await refused(post({ image: await make() }));
    expect(answer).toMatchObject({ status, code });
    expect(answer.message).toMatch(/send|save it again|choose|most is|at most/i);
    expect(embedded).toEqual([]);
  });

  test.each(['0.5,0,0.6,1', '-1,0,1,1', '0,0,0,0', 'NaN,0,1,1', '1e9,0,1,1', 'all'])(
    'is not cut to %j',
    async (crop) => {
      const image = await picture().jpeg().toBuffer();
      expect(await refused(post({ image, fields: { crop } }))).toMatchObject({ status: 400, code: 'invalid_crop' });
    },
  );

  test('of which nothing was chosen in a form is no photo', async () => {
    const form = new FormData();
    form.set('image', new File([], ''));
    form.set('text', 'dress');
    const request = new Request('http://localhost:3000/api/search', { method: 'POST', body: form });
    expect((await found(api.POST(request, undefined))).results.length).toBeGreaterThan(0);
  });

  test('that breaks off before it has arrived is refused', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const init = { method: 'POST', body: '--x\r\n', headers };
    const answer = api.POST(new Request('http://localhost:3000/api/search', init), undefined);
    expect(await refused(answer)).toMatchObject({ code: 'invalid_request' });
  });

  test.each(['1', ','.repeat(2_000_000)])('is not cut by %#, however long that is', async (crop) => {
    const image = await picture().jpeg().toBuffer();
    expect(await refused(post({ image, fields: { crop } }))).toMatchObject({ status: 400, code: 'invalid_crop' });
  });

  test('cannot be searched with while the model is away', async () => {
    workerIsAway = true;
    const image = await picture().jpeg().toBuffer();
    expect(await refused(post({ image }))).toMatchObject({ status: 503, code: 'search_unavailable' });
  });
});

describe('words', () => {
  test('come urlencoded, multipart, or in the address', async () => {
    const body = new URLSearchParams({ text: 'kitenge dress' });
    const request = new Request('http://localhost:3000/api/search', { method: 'POST', body });
    const ids = async (response: Promise<Response>) =>
      (await found(response)).results.map((one) => one.product.productId);
    const expected = await ids(get('text=kitenge+dress'));
    expect(expected.length).toBeGreaterThan(0);
    expect(await ids(api.POST(request, undefined))).toEqual(expected);
    expect(await ids(post({ fields: { text: 'kitenge dress' } }))).toEqual(expected);
  });

  test('may be emoji alone, also while the model is away', async () => {
    expect((await found(get(`text=${encodeURIComponent('🔥👗')}`))).mode).toBe('vectors');
    workerIsAway = true;
    expect(await found(get(`text=${encodeURIComponent('🔥👗')}`))).toMatchObject({ mode: 'words', results: [] });
  });

  test('are looked for themselves while the model is away', async () => {
    workerIsAway = true;
    const answer = await found(get('text=KITENGÉ+dres'));
    expect(answer.mode).toBe('words');
    expect(answer.results.length).toBeGreaterThan(0);
  });

  test('are given back as they were written: showing them as text is the page’s part', async () => {
    expect((await found(get('text=dress'))).results[0]?.product.title).toContain('<script>');
  });

  test('of one client are looked for few at a time, so that nobody else’s wait behind them', async () => {
    workerTakesMs = 20;
    mostUnderWay = 0;
    const ask = (peer: string, text: string) =>
      api.GET(
        new Request(`http://localhost:3000/api/search?text=${text}`, { headers: { 'x-soko-peer': peer } }),
        undefined,
      );
    const flood = Array.from({ length: 60 }, (_, at) => ask('198.51.100.77', `flood${at}`));
    const other = await ask('198.51.100.78', 'dress');
    expect([other.status, (await found(Promise.resolve(other))).mode]).toEqual([
      200,
      expect.not.stringMatching('words'),
    ]);
    const statuses = (await Promise.all(flood)).map(({ status }) => status);
    expect([...new Set(statuses)].sort()).toEqual([200, 429]);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(20);
    expect(mostUnderWay).toBeLessThan(8);
  });

  test('of 10,000 characters are refused', async () => {
    expect(await refused(get(`text=${'x'.repeat(10_000)}`))).toMatchObject({ status: 400, code: 'text_too_long' });
    expect(embedded).toEqual([]);
  });
});

describe('what cannot be meant', () => {
  test.each([
    ['', 'empty_query'],
    ['text=%20%20', 'empty_query'],
    ['text=x&cursor=W10', 'invalid_cursor'],
    [`text=x&cursor=${Buffer.from('["vectors","head",-1]').toString('base64url')}`, 'invalid_cursor'],
    [`text=x&cursor=${Buffer.from('["vectors","tail",99999]').toString('base64url')}`, 'invalid_cursor'],
    [`text=x&cursor=${'A'.repeat(5_000)}`, 'invalid_cursor'],
    ['text=x&colour=plaid', 'invalid_request'],
    ['text=x&minPrice=%27%20OR%201=1', 'invalid_request'],
    ['text=x&sort=random', 'invalid_request'],
    ['text=x&limit=-1', 'invalid_request'],
    ['text=x&weight=much', 'invalid_request'],
    ['like=../../etc/passwd', 'invalid_request'],
  ])('%s is refused before anything is embedded', async (query, code) => {
    expect(await refused(get(query))).toMatchObject({ status: 400, code });
    expect(embedded).toEqual([]);
  });

  test('is told of a product or a photo search that is not there', async () => {
    expect(await refused(get('like=999'))).toMatchObject({ status: 404, code: 'product_not_found' });
    expect(await refused(get('photo=aaaaaaaaaaaaaaaaaaaaaa'))).toMatchObject({
      status: 410,
      code: 'photo_search_expired',
    });
  });

  test('is no form', async () => {
    const request = (type: string) =>
      new Request('http://localhost:3000/api/search', {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': type },
      });
    expect(await refused(api.POST(request('application/json'), undefined))).toMatchObject({ code: 'invalid_request' });
    const broken = request('multipart/form-data; boundary=x');
    expect(await refused(api.POST(broken, undefined))).toMatchObject({ status: 400, code: 'invalid_request' });
  });

  test('is refused when another site’s page sends it', async () => {
    const answer = await refused(post({ fields: { text: 'x' }, headers: { origin: 'https://evil.example' } }));
    expect(answer).toMatchObject({ status: 403, code: 'cross_site' });
  });
});

describe('the feed', () => {
  const feed = (query: string) =>
    documented(
      'GET /api/products',
      productApi.GET(new Request(`http://localhost:3000/api/products?${query}`), undefined),
    );

  test('goes by price, colour and words', async () => {
    const answer = productPageSchema.parse(await (await feed('sort=-price&colour=red&q=kitenge&limit=3')).json());
    expect(answer.products.map(({ productId }) => productId)).toEqual(['129', '127', '125']);
  });

  test.each(['sort=match', 'sort=cheap', 'colour=plaid', `q=${'x'.repeat(10_000)}`, 'limit=61'])(
    'refuses %s',
    async (query) => {
      expect(await refused(feed(query))).toMatchObject({ status: 400, code: 'invalid_request' });
    },
  );

  test('refuses a cursor of another order', async () => {
    const { nextCursor } = productPageSchema.parse(await (await feed('limit=3')).json());
    expect(await refused(feed(`sort=price&cursor=${nextCursor}`))).toMatchObject({ code: 'invalid_cursor' });
  });
});

// Last: it uses up what the client of these tests may do.
test('answers a client that asks too often with when to come back', async () => {
  let answer = await get('text=');
  for (let asked = 0; asked < 400 && answer.status !== 429; asked += 1) answer = await get('text=');
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(apiErrorSchema.parse(await answer.json()).error).toMatchObject({
    code: 'too_many_requests',
    message: expect.stringMatching(/wait \d+ seconds/),
  });
});

describe('whoever asks in a loop', () => {
  const peer = '203.0.113.9';

  test('is told to wait by the feed and by similar products, and nobody else is', async () => {
    const { rateLimits } = await import('@/app/server/rate-limits');
    const similar = await import('../products/[productId]/similar/route');
    expect(() => {
      for (;;) rateLimits().browse.take(peer);
    }).toThrow();
    const asked = (path: string, from: string) =>
      new Request(`http://localhost:3000/api/products${path}`, { headers: { 'x-soko-peer': from } });
    const like = { params: Promise.resolve({ productId: '100' }) };
    expect((await productApi.GET(asked('', peer), undefined)).status).toBe(429);
    expect((await similar.GET(asked('/100/similar', peer), like)).status).toBe(429);
    expect((await productApi.GET(asked('', '203.0.113.10'), undefined)).status).toBe(200);
    const answer = similar.GET(asked('/100/similar', '203.0.113.10'), like);
    expect((await documented('GET /api/products/{productId}/similar', answer)).status).toBe(200);
  });
});

describe('what another app shares', () => {
  const SHARER = { 'x-soko-peer': '203.0.113.77' };
  type Shared = { image?: Uint8Array; fields?: Record<string, string>; headers?: Record<string, string> };
  async function share({ image, fields = {}, headers = { 'sec-fetch-site': 'none', origin: 'null' } }: Shared) {
    const form = new FormData();
    if (image) form.set('image', new File([new Uint8Array(image)], 'IMG-20261130-WA0007.jpg', { type: 'image/jpeg' }));
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const request = { method: 'POST', body: form, headers: { ...SHARER, ...headers } };
    const answer = await shareApi.POST(new Request('http://localhost:3000/share', request));
    return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
  }

  test('as a photo is a search, which its address opens again', async () => {
    const { status, location } = await share({ image: await picture().jpeg().toBuffer(), fields: { text: 'look' } });
    expect(status).toBe(303);
    const [, token = ''] = /^\/search\?photo=([\w-]{22})$/.exec(location ?? '') ?? [];
    const again = new Request(`http://localhost:3000/api/search?photo=${token}`, { headers: SHARER });
    expect((await found(api.GET(again, undefined))).results[0]?.product.productId).toBe('100');
  });

  test('as words is a paste that nobody has sent yet', async () => {
    const sellers = await db.prisma.seller.count();
    const { status, location } = await share({ fields: { text: 'https://wa.me/c/254722222222', title: 'Duka' } });
    expect([status, location]).toEqual([303, '/sell?text=https%3A%2F%2Fwa.me%2Fc%2F254722222222%0ADuka']);
    expect(await share({})).toMatchObject({ status: 303, location: '/' });
    expect(await db.prisma.seller.count()).toBe(sellers);
  });

  test('is refused in the reader’s words, by the limits of any photo', async () => {
    const image = Buffer.from('<!DOCTYPE html><html></html>');
    const headers = { 'sec-fetch-site': 'none', 'accept-language': 'sw' };
    expect(await share({ image, headers })).toMatchObject({
      status: 415,
      text: 'Faili hii si picha. Chagua JPEG, PNG, WebP au AVIF.\n',
    });
    const large = new Uint8Array(10 * 1024 * 1024 + 70_000);
    expect(await share({ image: large })).toMatchObject({ status: 413 });
  });

  test.each<Record<string, string>>([
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
    { origin: 'null' },
  ])('is not what another site’s page sends: %j', async (headers) => {
    const refusal = await share({ image: await picture().jpeg().toBuffer(), headers });
    expect(refusal).toMatchObject({ status: 403, location: null });
    expect(embedded).toEqual([]);
  });

  test('may come from a form of our own', async () => {
    const headers = { origin: 'http://localhost:3000', host: 'localhost:3000', 'sec-fetch-site': 'same-origin' };
    expect(await share({ image: await picture().jpeg().toBuffer(), headers })).toMatchObject({ status: 303 });
  });
});
