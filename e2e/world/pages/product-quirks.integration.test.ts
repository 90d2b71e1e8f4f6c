import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { load } from 'cheerio';
import { request } from 'undici';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { QuirkInput } from '@/e2e/world/quirks/surfaces';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import type { WorldProduct } from '@/e2e/world/sellers/types';
import { startWorld, type World } from '@/e2e/world/world';

let world: World;
let product: WorldProduct;

beforeAll(async () => {
  world = await startWorld({ sellers: [bigSeller(3)] });
  product = first(world.products());
});
afterAll(() => world.close());
afterEach(() => {
  world.control({ do: 'reset' });
});

const pageUrl = (id = product.id): string => `${world.origin}/product/${id}/${product.phone}`;
const get = (url = pageUrl(), headers: Record<string, string> = {}) => request(url, { headers });
const page = async (url = pageUrl()): Promise<string> => (await get(url)).body.text();
const set = (quirk: Extract<QuirkInput, { on: 'page' }>['quirk'], times?: number): void => {
  world.control({ do: 'quirk', on: 'page', quirk, product: product.id, ...(times !== undefined && { times }) });
};
const og = (html: string, name: string): string | undefined =>
  load(html)(`meta[property="og:${name}" i]`).attr('content');

test('a product link hops to the product page, with or without ?app_absent=0, and through a locale', async () => {
  const plain = await request(world.productLink(product.id));
  expect(plain.statusCode).toBe(302);
  expect(String(plain.headers.location)).toContain(`/product/${product.id}/${product.phone}`);
  for (const on of [true, false]) {
    world.control({ do: 'quirk', on: 'link', quirk: { kind: 'app-absent', on }, times: 1 });
    const { headers } = await request(world.productLink(product.id));
    expect(String(headers.location).endsWith('?app_absent=0')).toBe(on);
  }
  world.control({ do: 'quirk', on: 'link', quirk: { kind: 'locale', locale: 'pt_BR' }, times: 1 });
  const { headers } = await request(world.productLink(product.id));
  expect(String(headers.location)).toContain('/pt_BR/product/');
  expect((await get(String(headers.location))).statusCode).toBe(200);
});

test('the page carries title with suffix, description and a signed image link', async () => {
  const html = await page();
  expect(og(html, 'title')).toBe(`${product.title} from Jumla Wholesalers on WhatsApp.`);
  expect(og(html, 'description')).toBe(product.description);
  expect(og(html, 'image')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v\/t45.*&oh=.+&oe=[0-9A-F]+$/);
  expect(html).toContain('&amp;oh=');
});

test.each([
  [
    { order: 'content-first', quotes: 'single', entities: 'decimal' },
    /content='[^']*' property='og:title'/,
    /&#128\d+;/,
  ],
  [{ order: 'property-first', quotes: 'none', entities: 'raw' }, /property=og:title content="/, /🔥/u],
  [{ order: 'shuffled', quotes: 'double', entities: 'hex', upperCase: true }, /<META\n\s+CONTENT="/, /&#x1f525;/],
] as const)('tags in the style %o still mean the same', async (style, shape, emoji) => {
  world.control({ do: 'product', id: product.id, title: `Viatu "safi" & 'poa' 🔥` });
  set({ kind: 'tags', ...style });
  const html = await page();
  expect(html).toMatch(shape);
  expect(html).toMatch(emoji);
  expect(og(html, 'title')).toBe(`Viatu "safi" & 'poa' 🔥 from Jumla Wholesalers on WhatsApp.`);
});

test('a deleted product answers 200 "Page Not Found" without picture, 404 or 410; so does an unknown one', async () => {
  world.control({ do: 'delete', id: product.id });
  const gone = await get();
  const html = await gone.body.text();
  expect([gone.statusCode, og(html, 'title'), og(html, 'image')]).toEqual([200, 'Page Not Found', undefined]);
  for (const as of ['404', '410'] as const) {
    world.control({ do: 'delete', id: product.id, as });
    expect((await get()).statusCode).toBe(Number(as));
  }
  world.control({ do: 'restore', id: product.id });
  expect(og(await page(), 'title')).toContain('on WhatsApp.');
  expect(og(await page(pageUrl('1234567890123456')), 'title')).toBe('Page Not Found');
});

test('statuses come for the next N requests, with Retry-After in seconds or as a date', async () => {
  set({ kind: 'status', status: 429, retryAfterSeconds: 7 }, 1);
  const seconds = await get();
  expect([seconds.statusCode, seconds.headers['retry-after']]).toEqual([429, '7']);
  set({ kind: 'status', status: 429, retryAfterSeconds: 60, retryAfterAs: 'date' }, 1);
  const date = Date.parse(String((await get()).headers['retry-after']));
  expect(date - Date.now()).toBeGreaterThan(55_000);
  set({ kind: 'status', status: 429 }, 1);
  expect((await get()).headers['retry-after']).toBeUndefined();
  set({ kind: 'status', status: 503 }, 1);
  expect([(await get()).statusCode, (await get()).statusCode]).toEqual([503, 200]);
});

test('above a rate everybody gets 429', async () => {
  world.control({ do: 'quirk', on: 'page', quirk: { kind: 'rate', perSecond: 3, retryAfterSeconds: 1 } });
  const answers = await Promise.all(Array.from({ length: 8 }, () => get()));
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 200, 429, 429, 429, 429, 429]);
});

test.each(['nothing', 'headers', 'half'] as const)('the connection is reset after %s', async (after) => {
  set({ kind: 'reset', after });
  await expect(page()).rejects.toThrow(/ECONNRESET|other side closed|terminated/);
});

test.each(['nothing', 'headers', 'half'] as const)('hangs after %s until the client has had enough', async (after) => {
  set({ kind: 'hang', after });
  const read = async () => {
    const { body } = await request(pageUrl(), { signal: AbortSignal.timeout(150) });
    return body.text();
  };
  await expect(read()).rejects.toThrow(/abort/i);
});

test('walls and empty bodies have no product in them', async () => {
  for (const quirk of [
    { kind: 'consent-wall' },
    { kind: 'login-wall' },
    { kind: 'empty' },
    { kind: 'no-og-tags' },
  ] as const) {
    set(quirk, 1);
    expect(og(await page(), 'title')).toBeUndefined();
  }
});

test('redirects: home, a loop, a private address', async () => {
  set({ kind: 'redirect', to: 'home' }, 1);
  expect((await get()).headers.location).toBe('/');
  expect(og(await page(`${world.origin}/`), 'title')).toMatch(/^WhatsApp \|/);
  set({ kind: 'redirect', to: 'http://169.254.169.254/latest/meta-data', status: 307 }, 1);
  const private_ = await get();
  expect([private_.statusCode, private_.headers.location]).toEqual([307, 'http://169.254.169.254/latest/meta-data']);
  set({ kind: 'redirect', to: 'loop' });
  const hop1 = await get();
  const hop2 = await get(`${world.origin}${hop1.headers.location}`);
  expect([hop1.headers.location, hop2.headers.location].map((hop) => String(hop).split('?')[1])).toEqual([
    'hop=1',
    'hop=2',
  ]);
});

test('features of the text: no image, no suffix, very long, duplicate tags, price tags, foreign image', async () => {
  set({ kind: 'no-image' }, 1);
  expect(og(await page(), 'image')).toBeUndefined();
  set({ kind: 'no-suffix' }, 1);
  expect(og(await page(), 'title')).toBe(product.title);
  set({ kind: 'long-description', bytes: 100_000 }, 1);
  expect(Buffer.byteLength(og(await page(), 'description') ?? '')).toBeGreaterThan(100_000);
  set({ kind: 'duplicate-tags' }, 1);
  expect(load(await page())('meta[property="og:title"]')).toHaveLength(2);
  set({ kind: 'image-url', url: 'http://10.0.0.1/a.jpg' }, 1);
  expect(og(await page(), 'image')).toBe('http://10.0.0.1/a.jpg');
});

test('a huge head keeps the tags to its end, with a false one before them inside a script', async () => {
  set({ kind: 'huge-head', bytes: 300_000 });
  const html = await page();
  expect(html.indexOf('og:title')).toBeLessThan(20_000);
  expect(html.indexOf('property="og:title"')).toBeGreaterThan(300_000);
  expect(og(html, 'title')).toContain(product.title);
});

test('reading can stop at the end of the head: the rest of a giant body is not sent', async () => {
  set({ kind: 'giant-body', bytes: 200_000_000 });
  const { body } = await get();
  for await (const chunk of body) if (String(chunk).includes('</head>')) break;
  await expect.poll(() => world.stats().kinds.page.aborted).toBe(1);
  expect(world.stats().products[product.id]?.lastPageBytes).toBeLessThan(50_000_000);
});

test.each(['head', 'body'] as const)('an endless %s goes on until one leaves', async (where) => {
  set({ kind: 'endless', where });
  const { body } = await get();
  let read = '';
  for await (const chunk of body) {
    read += String(chunk);
    if (read.length > 1_000_000) break;
  }
  expect(read.includes('</head>')).toBe(where === 'body');
});

test('charsets: the header, the meta tag and the bytes may each say something else', async () => {
  world.control({ do: 'product', id: product.id, title: 'Café crème' });
  set({ kind: 'charset', header: null, meta: 'iso-8859-1', bytes: 'latin1' }, 1);
  const latin = await get();
  expect(latin.headers['content-type']).toBe('text/html');
  expect(Buffer.from(await latin.body.arrayBuffer()).includes(Buffer.from('<h1>Caf'))).toBe(true);
  set({ kind: 'tags', entities: 'raw' });
  set({ kind: 'charset', header: 'utf-16', meta: null, bytes: 'utf-8' }, 1);
  const wrong = await get();
  expect(wrong.headers['content-type']).toBe('text/html; charset="utf-16"');
  expect(await wrong.body.text()).toContain('Café crème');
  set({ kind: 'charset', header: 'utf-8', meta: 'utf-8', bytes: 'latin1' }, 1);
  const bytes = Buffer.from(await (await get()).body.arrayBuffer());
  expect(bytes.includes(Buffer.from('Café crème', 'latin1'))).toBe(true);
});

test.each([
  ['gzip', gunzipSync],
  ['br', brotliDecompressSync],
] as const)('%s', async (as, decode) => {
  set({ kind: 'encoding', as });
  const { headers, body } = await get();
  expect(headers['content-encoding']).toBe(as);
  expect(og(decode(Buffer.from(await body.arrayBuffer())).toString(), 'title')).toContain(product.title);
});

test('tags may depend on the User-Agent, and agents are counted', async () => {
  set({ kind: 'tags-only-for-agent', pattern: 'WhatsApp/' });
  const as = async (agent: string) => (await get(pageUrl(), { 'user-agent': agent })).body.text();
  expect(og(await as('Mozilla/5.0'), 'title')).toBeUndefined();
  expect(og(await as('WhatsApp/2.24'), 'title')).toContain(product.title);
  expect(world.stats().agents).toEqual({ 'Mozilla/5.0': 1, 'WhatsApp/2.24': 1 });
});

test('any-phone: the number in the link is not looked at', async () => {
  const stranger = `${world.origin}/product/${product.id}/254799000001`;
  expect(og(await page(stranger), 'title')).toBe('Page Not Found');
  set({ kind: 'any-phone' });
  expect(og(await page(stranger), 'title')).toContain(product.title);
});

test('statistics: per product, in flight, by status', async () => {
  world.control({ do: 'latency', page: 30 });
  await Promise.all(world.products().map(({ id }) => page(pageUrl(id))));
  const { kinds, products, fetches } = world.stats();
  expect(kinds.page).toMatchObject({ requests: 3, maxInFlight: 3 });
  expect(fetches.maxInFlight).toBe(3);
  expect(products[product.id]?.pages).toBe(1);
  await expect.poll(() => world.stats().statuses['page 200']).toBe(3);
});

function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Error('empty');
  return item;
}
