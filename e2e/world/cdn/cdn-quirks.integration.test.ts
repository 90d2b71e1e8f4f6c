import { load } from 'cheerio';
import sharp from 'sharp';
import { request } from 'undici';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { IMAGE_FORMS } from '@/e2e/world/quirks/image';
import type { QuirkInput } from '@/e2e/world/quirks/surfaces';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { startWorld, type World } from '@/e2e/world/world';

let world: World;
let id: string;

beforeAll(async () => {
  world = await startWorld({ sellers: [bigSeller(2)], linkLifeSeconds: 3600 });
  id = world.products()[0]?.id ?? '';
});
afterAll(() => world.close());
afterEach(() => {
  world.control({ do: 'reset' });
});

/** A new signed link, read off the product page as a client would. */
async function link(of = id): Promise<string> {
  const { phone } = world.products()[0] ?? { phone: '' };
  const { body } = await request(`${world.origin}/product/${of}/${phone}`);
  return load(await body.text())('meta[property="og:image"]').attr('content') ?? '';
}
const get = (url: string, headers: Record<string, string> = {}) => request(url, { headers });
async function bytesAt(url: string): Promise<Buffer> {
  return Buffer.from(await (await get(url)).body.arrayBuffer());
}
const set = (quirk: Extract<QuirkInput, { on: 'image' }>['quirk']): void => {
  world.control({ do: 'quirk', on: 'image', quirk, product: id, times: 1 });
};

test('every page fetch gives another link; all of them give the same bytes', async () => {
  const [a, b] = [await link(), await link()];
  expect(new URL(a).pathname).not.toBe(new URL(b).pathname);
  const first = await bytesAt(a);
  expect(first.equals(await bytesAt(b))).toBe(true);
  expect(await sharp(first).metadata()).toMatchObject({ format: 'jpeg', width: 640, height: 640 });
  expect(first.equals(await world.picture(id))).toBe(true);
});

test('two products have different bytes; a new picture has new bytes under the same product', async () => {
  const before = await bytesAt(await link());
  const other = world.products()[1]?.id ?? '';
  expect(before.equals(await bytesAt(await link(other)))).toBe(false);
  const oldLink = await link();
  world.control({ do: 'new-picture', id });
  const after = await bytesAt(await link());
  expect(after.equals(before)).toBe(false);
  expect((await bytesAt(oldLink)).equals(before)).toBe(true);
  const pixels = (bytes: Buffer) => sharp(bytes).raw().toBuffer();
  expect((await pixels(after)).equals(await pixels(before))).toBe(false);
});

test('dropping, reordering, re-encoding or changing the query breaks the signature', async () => {
  const url = new URL(await link());
  const fields = url.search.slice(1).split('&');
  const broken = [
    '',
    `?${[...fields].reverse().join('&')}`,
    `?${fields.slice(1).join('&')}`,
    `?${fields.join('&')}&w=640`,
    `?${fields.join('&').replace('p960x960', 'p320x320')}`,
    `?${fields.join('&').replace('stp=dst-jpg', 'stp=dst%2Djpg')}`,
    url.search.replace(/oe=[0-9A-F]+/, 'oe=7FFFFFFF'),
  ];
  for (const search of broken) {
    const { statusCode, body } = await get(`${url.origin}${url.pathname}${search}`);
    expect([search, statusCode, await body.text()]).toEqual([search, 403, 'URL signature mismatch']);
  }
  expect((await get(`${url.origin}/v/t45.5328-4/nothing.jpg${url.search}`)).statusCode).toBe(404);
});

test('a link dies at its oe=', async () => {
  const url = await link();
  const oe = Number.parseInt(new URL(url).searchParams.get('oe') ?? '', 16);
  expect(Math.abs(oe - (Date.now() / 1000 + 3600))).toBeLessThan(60);
  world.control({ do: 'advance-clock', seconds: 3700 });
  const { statusCode, body } = await get(url);
  expect([statusCode, await body.text()]).toEqual([403, 'URL signature expired']);
  expect((await get(await link())).statusCode).toBe(200);
  set({ kind: 'expired', as: 'tiny-body' });
  const tiny = await get(await link());
  expect([tiny.statusCode, tiny.headers['content-type'], (await tiny.body.text()).length]).toEqual([
    200,
    'image/jpeg',
    21,
  ]);
});

test('links outlive a restart on the same ports', async () => {
  const earlier = await startWorld({ sellers: [bigSeller(2)] });
  const { body } = await request(`${earlier.origin}/product/${id}/${earlier.products()[0]?.phone}`);
  const url = load(await body.text())('meta[property="og:image"]').attr('content') ?? '';
  const { port } = new URL(earlier.cdnOrigin);
  await earlier.close();
  const later = await startWorld({ sellers: [bigSeller(2)], cdnPort: Number(port) });
  expect((await get(url)).statusCode).toBe(200);
  await later.close();
});

test('ETag: the same one for the same bytes, 304 for who has them', async () => {
  const { headers } = await get(await link());
  const again = await get(await link(), { 'if-none-match': String(headers.etag) });
  expect([again.statusCode, await again.body.text()]).toEqual([304, '']);
  set({ kind: 'no-etag' });
  expect((await get(await link())).headers.etag).toBeUndefined();
});

test.each(IMAGE_FORMS)('form %s is what it says', { timeout: 30_000 }, async (as) => {
  const plain = await world.picture(id);
  set({ kind: 'form', as });
  const { headers, body } = await get(await link());
  const bytes = Buffer.from(await body.arrayBuffer());
  const expected: Record<string, object> = {
    jpeg: { format: 'jpeg', space: 'srgb' },
    webp: { format: 'webp' },
    png: { format: 'png' },
    avif: { format: 'heif' },
    cmyk: { format: 'jpeg', space: 'cmyk' },
    progressive: { format: 'jpeg', isProgressive: true },
    'exif-rotated': { format: 'jpeg', orientation: 6 },
    'grey-alpha-png': { format: 'png', channels: 2 },
    'palette-png': { format: 'png', isPalette: true },
    'png-16bit': { format: 'png', depth: 'ushort' },
    'animated-webp': { format: 'webp', pages: 2 },
    'animated-gif': { format: 'gif', pages: 2 },
    megapixels: { format: 'jpeg', width: 8000, height: 6500 },
    tiny: { width: 8, height: 8 },
  };
  expect(await sharp(bytes, { limitInputPixels: false }).metadata()).toMatchObject(expected[as] ?? {});
  expect(String(headers['content-type'])).toMatch(/^image\//);
  if (as === 'exif-rotated') expect(await meanDifference(bytes, plain)).toBeLessThan(6);
});

test('a bomb is small on the wire and 900 megapixels decoded', async () => {
  set({ kind: 'bomb' });
  const bytes = await bytesAt(await link());
  expect(bytes.length).toBeLessThan(1_000_000);
  expect(await sharp(bytes, { limitInputPixels: false }).metadata()).toMatchObject({ width: 30_000, height: 30_000 });
  await expect(sharp(bytes).stats()).rejects.toThrow(/pixel limit/);
});

test('HTML, SVG, a wrong type, a truncated file, an empty body', async () => {
  set({ kind: 'html' });
  const html = await get(await link());
  expect([html.headers['content-type'], (await html.body.text()).slice(0, 9)]).toEqual(['image/jpeg', '<!DOCTYPE']);
  set({ kind: 'svg', type: 'image/png' });
  const svg = await get(await link());
  expect([svg.headers['content-type'], (await svg.body.text()).slice(0, 4)]).toEqual(['image/png', '<svg']);
  set({ kind: 'type', type: 'text/html' });
  expect((await get(await link())).headers['content-type']).toBe('text/html');
  set({ kind: 'truncated', keep: 0.5 });
  await expect(sharp(await bytesAt(await link()), { failOn: 'truncated' }).stats()).rejects.toThrow();
  set({ kind: 'truncated', missingBytes: 10 });
  expect(await bytesAt(await link())).toHaveLength((await world.picture(id)).length - 10);
  set({ kind: 'empty' });
  expect(await bytesAt(await link())).toHaveLength(0);
});

test('faults: 429, reset in the middle, hang, a redirect elsewhere, an endless file, a slow one', async () => {
  set({ kind: 'status', status: 429, retryAfterSeconds: 2 });
  expect((await get(await link())).headers['retry-after']).toBe('2');
  set({ kind: 'reset', after: 'half' });
  await expect(bytesAt(await link())).rejects.toThrow(/ECONNRESET|other side closed|terminated/);
  set({ kind: 'redirect', to: 'http://127.0.0.1:22/' });
  expect((await get(await link())).headers.location).toBe('http://127.0.0.1:22/');
  set({ kind: 'hang' });
  const url = await link();
  await expect(request(url, { signal: AbortSignal.timeout(100) })).rejects.toThrow(/abort/i);
  set({ kind: 'dribble', ms: 100 });
  expect((await bytesAt(await link())).equals(await world.picture(id))).toBe(true);
  set({ kind: 'endless' });
  const endless = await get(await link());
  let read = 0;
  for await (const chunk of endless.body) {
    read += (chunk as Buffer).length;
    if (read > 30_000_000) break;
  }
  expect(read).toBeGreaterThan(30_000_000);
});

test('thumbnails and headers of catalogue pages are counted as unwanted, pictures are not', async () => {
  await bytesAt(await link());
  expect(world.stats().unwanted).toBe(0);
  await bytesAt(`${world.cdnOrigin}/t/${id}.jpg`);
  await bytesAt(`${world.cdnOrigin}/catalogue/header.jpg`);
  expect(world.stats().unwanted).toBe(2);
  expect(world.stats().products[id]?.images).toBe(1);
});

async function meanDifference(one: Buffer, other: Buffer): Promise<number> {
  const raw = (bytes: Buffer) => sharp(bytes).autoOrient().resize(64, 64).removeAlpha().raw().toBuffer();
  const [a, b] = [await raw(one), await raw(other)];
  return a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length;
}
