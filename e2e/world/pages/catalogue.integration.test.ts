import { load } from 'cheerio';
import { request } from 'undici';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { CatalogueInput } from '@/e2e/world/quirks/catalogue';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { startWorld, type World } from '@/e2e/world/world';

const PHONE = '254711000999';
let world: World;
let ids: string[];

beforeAll(async () => {
  world = await startWorld({ sellers: [bigSeller(60, { pageSize: 24 })] });
  ids = world.products().map(({ id }) => id);
});
afterAll(() => world.close());
afterEach(() => {
  world.control({ do: 'reset' });
});

const set = (catalogue: CatalogueInput): void => {
  world.control({ do: 'seller', phone: PHONE, catalogue });
};
async function page(headers: Record<string, string> = {}, phone = PHONE) {
  const { statusCode, body } = await request(`${world.origin}/catalog/${phone}/?app_absent=0`, { headers });
  return { status: statusCode, html: await body.text() };
}
async function api(cursor: string, headers: Record<string, string> = {}) {
  const { statusCode, body } = await request(`${world.origin}/catalog/${PHONE}/products.json?cursor=${cursor}`, {
    headers,
  });
  return { status: statusCode, text: await body.text() };
}
const linksIn = (html: string): string[] =>
  load(html)('a[href]')
    .toArray()
    .flatMap((a) => /\/(?:p|product)\/(\d+)\/\d+/.exec(a.attribs.href ?? '')?.[1] ?? []);

test('a catalogue link hops to /catalog/PHONE/?app_absent=0', async () => {
  const { statusCode, headers } = await request(world.catalogueLink(PHONE));
  expect([statusCode, headers.location]).toEqual([302, `${world.origin}/catalog/${PHONE}/?app_absent=0`]);
});

test('paged: the first part as anchors of both kinds, the rest through JSON, each id once', async () => {
  const { html } = await page();
  const seen = linksIn(html);
  expect(seen).toEqual(ids.slice(0, 24));
  expect(html).toMatch(/href="[^"]*\/p\//);
  expect(html).toMatch(/href="[^"]*\/product\//);
  let next: string | null = '24';
  while (next !== null) {
    const part = JSON.parse((await api(next)).text) as { items: { id: string }[]; next: string | null };
    seen.push(...part.items.map(({ id }) => id));
    next = part.next;
  }
  expect(seen).toEqual(ids);
});

test('all at once; duplicates; a product that is not listed', async () => {
  world.control({ do: 'product', id: ids[0] ?? '', listed: false });
  set({ layout: 'all' });
  expect(linksIn((await page()).html)).toEqual(ids.slice(1));
  set({ duplicates: true });
  const seen = linksIn((await page()).html);
  expect(seen).toHaveLength(59 * 3);
  expect(new Set(seen).size).toBe(59);
});

test('embedded: ids in JSON only, no link in the page', async () => {
  set({ layout: 'embedded' });
  const { html } = await page();
  expect(linksIn(html)).toEqual([]);
  expect([...html.matchAll(/"product_id":"(\d+)"/g)].map(([, id]) => id)).toEqual(ids);
});

test('the interstitial has nothing, unless one is signed in', async () => {
  set({ layout: 'interstitial' });
  const { html, status } = await page();
  expect([status, linksIn(html), (await api('0')).status]).toEqual([200, [], 404]);
  expect(html).toContain('Open app');
  for (const id of ids) expect(html).not.toContain(id);
  const { headers } = await request(`${world.origin}/_session/sign-in`);
  const cookie = String(headers['set-cookie']).split(';')[0] ?? '';
  expect(linksIn((await page({ cookie })).html)).toHaveLength(24);
  expect((await api('24', { cookie })).status).toBe(200);
});

test('not found, blocked, a layout nobody knows, an unknown number', async () => {
  set({ layout: 'not-found' });
  expect((await page()).status).toBe(404);
  set({ status: 200 });
  expect(await page()).toMatchObject({ status: 200, html: expect.stringContaining('Page Not Found') });
  set({ layout: 'blocked', status: 429 });
  expect(await page()).toMatchObject({ status: 429, html: expect.stringContaining('temporarily blocked') });
  set({ layout: 'unknown' });
  const unknown = (await page()).html;
  expect(linksIn(unknown)).toEqual([]);
  for (const id of ids) expect(unknown).not.toContain(id);
  expect((await page({}, '254700000404')).status).toBe(404);
});

test('endless: the same ids for ever, or new ones for ever', async () => {
  set({ layout: 'endless', endlessWith: 'repeats' });
  const far = JSON.parse((await api('24000')).text) as { items: { id: string }[]; next: string | null };
  expect(ids).toEqual(expect.arrayContaining(far.items.map(({ id }) => id)));
  expect(far.next).toBe('24024');
  set({ endlessWith: 'new' });
  const strange = JSON.parse((await api('24000')).text) as { items: { id: string }[] };
  expect(strange.items.filter(({ id }) => ids.includes(id))).toEqual([]);
});

test('faults and walls on the page and on its JSON', async () => {
  world.control({ do: 'quirk', on: 'catalogue', quirk: { kind: 'status', status: 429 }, times: 1 });
  expect([(await page()).status, (await page()).status]).toEqual([429, 200]);
  world.control({ do: 'quirk', on: 'catalogue', quirk: { kind: 'login-wall' }, seller: PHONE, times: 1 });
  expect(linksIn((await page()).html)).toEqual([]);
  world.control({ do: 'quirk', on: 'catalogue-api', quirk: { kind: 'status', status: 500 }, times: 1 });
  world.control({ do: 'quirk', on: 'catalogue-api', quirk: { kind: 'not-json' }, times: 1, skip: 1 });
  expect((await api('24')).status).toBe(500);
  expect((await api('24')).text).toContain('for (;;)');
});

test('resources may be so slow that only who waits for them is late', async () => {
  world.control({ do: 'latency', resource: 60_000 });
  for (const url of [`${world.cdnOrigin}/t/${ids[0]}.jpg`, `${world.origin}/static/optimistic.woff2`]) {
    await expect(request(url, { signal: AbortSignal.timeout(100) })).rejects.toThrow(/abort/i);
  }
  expect(linksIn((await page()).html)).toHaveLength(24);
});
