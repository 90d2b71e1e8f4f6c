import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { QuirkInput } from '@/e2e/world/quirks/surfaces';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import type { WorldProduct } from '@/e2e/world/sellers/types';
import { startWorld, type World } from '@/e2e/world/world';
import { decodeProduct } from '@/lib/media/normalise-image';
import { createAllowList } from '@/lib/platform/safe-fetch/allow-list';
import { createSafeFetch, type SafeFetch } from '@/lib/platform/safe-fetch/safe-fetch';
import { createHydrator, type HydrateResult, type Hydrator } from './hydrator';

let world: World;
let safeFetch: SafeFetch;
let hydrator: Hydrator;
let product: WorldProduct;

beforeAll(async () => {
  world = await startWorld({ cacheDir: '.cache/world', sellers: [bigSeller(60)] });
});
afterAll(() => world.close());

/** Pace and rotation are a hydrator's own: each test starts with fresh ones. */
function build(timeoutMs: number): Hydrator {
  const allow = createAllowList({ whatsappOrigin: world.origin, extraAllowedHosts: world.allowedHosts.split(',') });
  const userAgents = ['agent one', 'agent two'];
  return createHydrator({ safeFetch, allow, whatsappOrigin: world.origin, userAgents, concurrency: 20, timeoutMs });
}

beforeEach(() => {
  const allow = createAllowList({ whatsappOrigin: world.origin, extraAllowedHosts: world.allowedHosts.split(',') });
  safeFetch = createSafeFetch({ allow });
  hydrator = build(60_000);
  const [first] = world.products();
  if (first === undefined) throw new Error('the world has no product');
  product = first;
});
afterEach(async () => {
  await safeFetch.close();
  world.control({ do: 'reset' });
});

const quirk = (rule: QuirkInput): void => void world.control({ do: 'quirk', ...rule });
const onPage = (each: Extract<QuirkInput, { on: 'page' }>['quirk']): void =>
  quirk({ on: 'page', product: product.id, quirk: each });
const onImage = (each: Extract<QuirkInput, { on: 'image' }>['quirk']): void =>
  quirk({ on: 'image', product: product.id, quirk: each });
const hydrate = (each: WorldProduct = product): Promise<HydrateResult> =>
  hydrator.hydrate({ productId: each.id, sellerPhone: each.phone });

async function hydratePage(each: WorldProduct = product) {
  const result = await hydrate(each);
  if (result.kind !== 'product') throw new Error(`${result.kind}: ${JSON.stringify(result)}`);
  return result.page;
}

describe('a product page', () => {
  test('is read whole: title, business, description, price, picture link and its expiry', async () => {
    for (const each of world.products()) {
      const page = await hydratePage(each);
      expect(page).toMatchObject({
        title: each.title,
        businessName: 'Jumla Wholesalers',
        description: each.description,
      });
      expect(page.price === null ? null : { amount: page.price.amount, currency: page.price.currency }).toEqual(
        each.truth.price,
      );
      expect(page.imageUrl).toContain('/v/t45');
      expect(page.imageExpiresAt?.getTime()).toBeGreaterThan(Date.now());
      expect(page.cleanText).not.toMatch(/\p{Extended_Pictographic}/u);
    }
  });

  test.each([
    { kind: 'tags', order: 'content-first', quotes: 'single', entities: 'decimal' },
    { kind: 'tags', order: 'shuffled', quotes: 'none', entities: 'named', upperCase: true },
    { kind: 'tags', order: 'property-first', quotes: 'double', entities: 'raw' },
    { kind: 'duplicate-tags' },
    { kind: 'huge-head' },
    { kind: 'giant-body' },
    { kind: 'endless', where: 'body' },
    { kind: 'charset', header: 'utf-8', meta: 'latin1' },
    { kind: 'charset', header: 'iso-8859-1', meta: null },
    { kind: 'charset', header: null, meta: null },
    { kind: 'charset', header: null, meta: 'x-unknown' },
    { kind: 'charset', header: 'utf-16le', meta: null, bytes: 'utf-16le' },
    { kind: 'charset', header: 'utf-8', meta: 'utf-8', bytes: 'utf-16le' },
    { kind: 'encoding', as: 'gzip' },
    { kind: 'encoding', as: 'br' },
    { kind: 'encoding', as: 'deflate' },
    { kind: 'encoding-label', says: 'utf-8' },
    { kind: 'encoding-label', says: 'binary' },
    { kind: 'encoding-label', says: 'aws-chunked' },
    { kind: 'encoding-label', says: 'gzip' },
    { kind: 'bad-byte' },
    { kind: 'bad-byte', as: 'surrogate' },
    { kind: 'image-tags', as: 'url-only' },
    { kind: 'image-tags', as: 'secure-url-only' },
    { kind: 'image-tags', as: 'twitter-only' },
    { kind: 'image-tags', as: 'empty-property' },
    { kind: 'image-tags', as: 'relative-first' },
    { kind: 'image-tags', as: 'icon-first' },
    { kind: 'image-tags', as: 'no-content-first' },
  ] as const)('is read the same with %j', async (each) => {
    onPage(each);
    const page = await hydratePage();
    expect(page).toMatchObject({
      title: product.title,
      description: product.description,
      businessName: 'Jumla Wholesalers',
    });
    expect(page.imageUrl).toContain('&oe=');
  });

  test.each(['latin1', 'surrogate'] as const)('loses one character to a bad byte, not its emojis: %s', async (as) => {
    const words = { title: 'Kitengé 👗', description: 'Viatu 👟 vya ngozi — KES 3,500' };
    world.control({ do: 'product', id: product.id, ...words });
    onPage({ kind: 'tags', entities: 'raw' });
    onPage({ kind: 'bad-byte', as });
    expect(await hydratePage()).toMatchObject(words);
  });

  test('is read through a locale’s redirect and without app_absent', async () => {
    quirk({ on: 'link', quirk: { kind: 'locale' } });
    quirk({ on: 'link', quirk: { kind: 'app-absent', on: false } });
    expect((await hydratePage()).title).toBe(product.title);
  });

  test('does without a suffix, a picture, or a description that is short', async () => {
    onPage({ kind: 'no-suffix' });
    onPage({ kind: 'no-image' });
    onPage({ kind: 'long-description' });
    const page = await hydratePage();
    expect(page).toMatchObject({ title: product.title, businessName: null, imageUrl: null, imageExpiresAt: null });
    expect(page.description?.length).toBeLessThanOrEqual(20_000);
    expect(page.cleanText?.length).toBeLessThanOrEqual(1_000);
  });

  test('believes the price in its own tags', async () => {
    world.control({
      do: 'product',
      id: product.id,
      description: 'KES 77',
      truth: { price: { amount: 1234.5, currency: 'UGX' } },
    });
    onPage({ kind: 'price-tags' });
    expect((await hydratePage()).price).toMatchObject({ amount: 1234.5, currency: 'UGX' });
  });

  test('keeps captions from breaking what shows or stores them', async () => {
    world.control({
      do: 'product',
      id: product.id,
      title: 'Viatu\u202e\u0007 ngozi \ud83d',
      description: 'Laini 1\r\nLaini 2 \u2066x\u2069',
    });
    expect(await hydratePage()).toMatchObject({
      title: expect.stringMatching(/^Viatu ngozi/),
      description: 'Laini 1\nLaini 2 x',
    });
  });

  test.each([
    'http://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:1/x.jpg',
    'https://evil.example/track.gif',
    'https://x.fbcdn.net@evil.example/a.jpg',
  ])('leaves out a picture link to %s', async (url) => {
    onPage({ kind: 'image-url', url });
    expect(await hydratePage()).toMatchObject({ imageUrl: null, imageExpiresAt: null });
  });
});

describe('what is no product', () => {
  test.each([
    [{ kind: 'page-not-found' }, 'page_not_found'],
    [{ kind: 'status', status: 404 }, 'http_404'],
    [{ kind: 'status', status: 410 }, 'http_410'],
  ] as const)('%j is gone', async (each, proof) => {
    onPage(each);
    expect(await hydrate()).toEqual({ kind: 'gone', proof });
  });

  test('a deleted product is gone in each of its forms', async () => {
    for (const as of ['page-not-found', '404', '410'] as const) {
      world.control({ do: 'delete', id: product.id, as });
      expect(await hydrate()).toMatchObject({ kind: 'gone' });
    }
  });

  test.each([
    [{ kind: 'status', status: 429 }, 'http_429', 0],
    [{ kind: 'status', status: 429, retryAfterSeconds: 7 }, 'http_429', 7_000],
    [{ kind: 'status', status: 503, retryAfterSeconds: 0.5 }, 'http_503', 500],
    [{ kind: 'status', status: 500 }, 'http_500', 0],
    [{ kind: 'status', status: 403 }, 'http_403', 0],
    [{ kind: 'reset' }, 'connection_failed', 0],
    [{ kind: 'reset', after: 'half' }, 'connection_failed', 0],
    [{ kind: 'hang' }, 'timeout', 0],
    [{ kind: 'hang', after: 'half' }, 'timeout', 0],
    [{ kind: 'empty' }, 'empty_page', 0],
    // Only its body would tell it from any other page, and bodies are not read.
    [{ kind: 'consent-wall' }, 'no_product_tags', 0],
    [{ kind: 'login-wall' }, 'login_wall', 0],
    [{ kind: 'no-og-tags' }, 'no_product_tags', 0],
    [{ kind: 'redirect', to: 'home' }, 'redirected_home', 0],
  ] as const)('%j is worth another try', async (each, code, afterMs) => {
    if (each.kind === 'hang') hydrator = build(300);
    onPage(each);
    expect(await hydrate()).toMatchObject({ kind: 'retry', code, afterMs, asked: true });
  });

  test('waits for as long as an HTTP date says', async () => {
    onPage({ kind: 'status', status: 429, retryAfterSeconds: 30, retryAfterAs: 'date' });
    const result = await hydrate();
    expect(result).toMatchObject({ kind: 'retry', code: 'http_429' });
    expect(result.kind === 'retry' && result.afterMs > 20_000 && result.afterMs <= 31_000).toBe(true);
  });

  test('waits for Retry-After no longer than five minutes', async () => {
    onPage({ kind: 'status', status: 503, retryAfterSeconds: 10_000 });
    expect(await hydrate()).toMatchObject({ kind: 'retry', afterMs: 300_000 });
  });

  test.each([
    [{ kind: 'status', status: 400 }, 'http_400'],
    [{ kind: 'redirect', to: 'loop' }, 'too_many_redirects'],
    [{ kind: 'redirect', to: 'http://169.254.169.254/' }, 'address_not_allowed'],
    [{ kind: 'redirect', to: 'http://localhost:1/' }, 'host_not_allowed'],
    [{ kind: 'redirect', to: 'https://evil.example/' }, 'host_not_allowed'],
    [{ kind: 'endless', where: 'head' }, 'response_too_large'],
  ] as const)('%j fails for good', async (each, code) => {
    onPage(each);
    expect(await hydrate()).toMatchObject({ kind: 'failed', code });
  });

  test('asks again as another agent', async () => {
    onPage({ kind: 'tags-only-for-agent', pattern: 'agent two' });
    expect(await hydrate()).toMatchObject({ kind: 'retry', code: 'no_product_tags' });
    expect(await hydrate()).toMatchObject({ kind: 'product' });
  });
});

describe('limits', () => {
  test('stops reading where the head ends', async () => {
    onPage({ kind: 'giant-body' });
    await hydratePage();
    expect(world.stats().products[product.id]?.lastPageBytes).toBeLessThan(5_000_000);
  });

  test('holds pages and pictures together to 20 fetches at once, however many ask', async () => {
    world.control({ do: 'latency', page: 20, image: 20 });
    const pages = await Promise.all(world.products().map((each) => hydratePage(each)));
    const both = pages.flatMap((page) => [hydrate(), hydrator.fetchImage(page.imageUrl ?? '')]);
    await Promise.all(both);
    const { maxInFlight } = world.stats().fetches;
    expect(maxInFlight).toBeLessThanOrEqual(20);
    expect(maxInFlight).toBeGreaterThan(10);
  });

  test('waits for everyone when WhatsApp answers nobody, and comes back', async () => {
    quirk({ on: 'page', quirk: { kind: 'status', status: 429, retryAfterSeconds: 30 }, times: 4 });
    for (const each of world.products().slice(0, 4)) {
      expect(await hydrate(each)).toMatchObject({ kind: 'retry', code: 'http_429', asked: true });
    }
    expect(await hydrate()).toMatchObject({ kind: 'retry', code: 'host_paused', asked: false });
    quirk({ on: 'page', quirk: { kind: 'status', status: 429 }, times: 3 });
    hydrator = build(60_000);
    for (const each of world.products().slice(0, 3)) expect(await hydrate(each)).toMatchObject({ kind: 'retry' });
    await Promise.all(world.products().map((each) => hydratePage(each)));
  });

  test('makes no other product wait for a refusal of one', async () => {
    onPage({ kind: 'status', status: 429, retryAfterSeconds: 60 });
    expect(await hydrate()).toMatchObject({ kind: 'retry', code: 'http_429', afterMs: 60_000 });
    await Promise.all(
      world
        .products()
        .slice(1)
        .map((each) => hydratePage(each)),
    );
  });

  test('does not keep a product waiting in memory through a long pause', async () => {
    quirk({ on: 'page', quirk: { kind: 'status', status: 429, retryAfterSeconds: 60 }, times: 4 });
    for (let each = 0; each < 4; each += 1) await hydrate();
    const [, other] = world.products();
    const result = await hydrate(other);
    expect(result).toMatchObject({ kind: 'retry', code: 'host_paused', asked: false });
    expect(result.kind === 'retry' && result.afterMs > 50_000).toBe(true);
  });

  test('stops when the caller does', async () => {
    onPage({ kind: 'hang' });
    const controller = new AbortController();
    const pending = hydrator.hydrate(
      { productId: product.id, sellerPhone: product.phone },
      { signal: controller.signal },
    );
    controller.abort();
    expect(await pending).toMatchObject({ kind: 'retry' });
    await hydratePage(world.products()[1]);
  });
});

describe('a picture', () => {
  const fetchImage = async () => hydrator.fetchImage((await hydratePage()).imageUrl ?? '');

  test('comes into memory', async () => {
    const image = await fetchImage();
    expect(image.bytes.equals(await world.picture(product.id))).toBe(true);
  });

  test.each(['webp', 'png', 'avif', 'animated-gif'] as const)('may be %s', async (as) => {
    onImage({ kind: 'form', as });
    expect((await fetchImage()).bytes.length).toBeGreaterThan(100);
  });

  test.each([
    'application/octet-stream',
    'binary/octet-stream',
    'text/plain',
    'image/jpg',
    'application/json',
    'video/mp4',
  ])('may be declared wrongly: %s', async (type) => {
    onImage({ kind: 'type', type });
    expect((await fetchImage()).bytes.equals(await world.picture(product.id))).toBe(true);
  });

  test.each([2, 10, 50])('may have lost its last %i bytes', async (missingBytes) => {
    onImage({ kind: 'truncated', missingBytes });
    expect((await decodeProduct((await fetchImage()).bytes)).pixels.width).toBeGreaterThan(100);
  });

  test('is refused by name when more of it is missing', async () => {
    onImage({ kind: 'truncated' });
    await expect(decodeProduct((await fetchImage()).bytes)).rejects.toMatchObject({ code: 'image_truncated' });
  });

  test.each([
    [{ kind: 'expired', as: '403' }, 'image_expired', false],
    [{ kind: 'expired', as: 'tiny-body' }, 'image_expired', false],
    [{ kind: 'html' }, 'image_not_an_image', false],
    [{ kind: 'html', type: 'text/html' }, 'image_not_an_image', false],
    [{ kind: 'svg' }, 'image_not_an_image', false],
    [{ kind: 'endless' }, 'image_too_large', false],
    [{ kind: 'status', status: 404 }, 'image_gone', false],
    [{ kind: 'status', status: 503 }, 'http_503', true],
    [{ kind: 'status', status: 429 }, 'http_429', true],
    [{ kind: 'reset' }, 'connection_failed', true],
    [{ kind: 'reset', after: 'half' }, 'connection_failed', true],
    [{ kind: 'hang' }, 'timeout', true],
    [{ kind: 'redirect', to: 'http://169.254.169.254/' }, 'address_not_allowed', false],
  ] as const)('%j is reported as %s', async (each, code, again) => {
    const { imageUrl } = await hydratePage();
    onImage(each);
    if (each.kind === 'hang') hydrator = build(300);
    await expect(hydrator.fetchImage(imageUrl ?? '')).rejects.toMatchObject({ code, retry: { again } });
  });

  test('dies with its link', async () => {
    const { imageUrl } = await hydratePage();
    world.control({ do: 'advance-clock', seconds: 15 * 24 * 3600 });
    await expect(hydrator.fetchImage(imageUrl ?? '')).rejects.toMatchObject({ code: 'image_expired' });
  });

  test('is only fetched from where pictures come from', async () => {
    for (const url of ['http://127.0.0.1:1/a.jpg', 'https://evil.example/a.jpg', 'file:///etc/passwd', '']) {
      await expect(hydrator.fetchImage(url)).rejects.toMatchObject({ retry: { again: false } });
    }
  });
});
