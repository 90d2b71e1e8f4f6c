import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { QuirkInput } from '@/e2e/world/quirks/surfaces';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import type { WorldProduct } from '@/e2e/world/sellers/types';
import { startWorld, type World } from '@/e2e/world/world';
import { createAllowList } from '@/lib/platform/safe-fetch/allow-list';
import { createSafeFetch, type SafeFetch } from '@/lib/platform/safe-fetch/safe-fetch';
import type { HydrateResult } from './hydrate-result';
import { createHydrator, type Hydrator } from './hydrator';

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
  it('is read whole: title, business, description, price, picture link and its expiry', async () => {
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

  it.each([
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

  it('is read through a locale’s redirect and without app_absent', async () => {
    quirk({ on: 'link', quirk: { kind: 'locale' } });
    quirk({ on: 'link', quirk: { kind: 'app-absent', on: false } });
    expect((await hydratePage()).title).toBe(product.title);
  });

  it('does without a suffix, a picture, or a description that is short', async () => {
    onPage({ kind: 'no-suffix' });
    onPage({ kind: 'no-image' });
    onPage({ kind: 'long-description' });
    const page = await hydratePage();
    expect(page).toMatchObject({ title: product.title, businessName: null, imageUrl: null, imageExpiresAt: null });
    expect(page.description?.length).toBeLessThanOrEqual(20_000);
    expect(page.cleanText?.length).toBeLessThanOrEqual(1_000);
  });

  it('believes the price in its own tags', async () => {
    world.control({
      do: 'product',
      id: product.id,
      description: 'KES 77',
      truth: { price: { amount: 1234.5, currency: 'UGX' } },
    });
    onPage({ kind: 'price-tags' });
    expect((await hydratePage()).price).toMatchObject({ amount: 1234.5, currency: 'UGX' });
  });

  it('keeps captions from breaking what shows or stores them', async () => {
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

  it.each([
    ['http://169.254.169.254/latest/meta-data', 'address_not_allowed'],
    ['http://127.0.0.1:1/x.jpg', 'address_not_allowed'],
    ['https://evil.example/track.gif', 'host_not_allowed'],
    ['https://x.fbcdn.net@evil.example/a.jpg', 'userinfo_not_allowed'],
  ])('leaves out a picture link to %s', async (url, code) => {
    onPage({ kind: 'image-url', url });
    expect(await hydratePage()).toMatchObject({ imageUrl: null, imageRefused: code });
  });
});

describe('what is no product', () => {
  it.each([
    [{ kind: 'page-not-found' }, 'page_not_found'],
    [{ kind: 'status', status: 404 }, 'http_404'],
    [{ kind: 'status', status: 410 }, 'http_410'],
  ] as const)('%j is gone', async (each, proof) => {
    onPage(each);
    expect(await hydrate()).toEqual({ kind: 'gone', proof });
  });

  it('a deleted product is gone in each of its forms', async () => {
    for (const as of ['page-not-found', '404', '410'] as const) {
      world.control({ do: 'delete', id: product.id, as });
      expect(await hydrate()).toMatchObject({ kind: 'gone' });
    }
  });

  it.each([
    [{ kind: 'status', status: 429 }, 'http_429', 1_000],
    [{ kind: 'status', status: 429, retryAfterSeconds: 7 }, 'http_429', 7_000],
    [{ kind: 'status', status: 503, retryAfterSeconds: 0.5 }, 'http_503', 1_000],
    [{ kind: 'status', status: 500 }, 'http_500', 1_000],
    [{ kind: 'status', status: 403 }, 'http_403', 1_000],
    [{ kind: 'reset' }, 'connection_failed', 1_000],
    [{ kind: 'reset', after: 'half' }, 'connection_failed', 1_000],
    [{ kind: 'hang' }, 'timeout', 1_000],
    [{ kind: 'hang', after: 'half' }, 'timeout', 1_000],
    [{ kind: 'empty' }, 'empty_page', 1_000],
    // Only its body would tell it from any other page, and bodies are not read.
    [{ kind: 'consent-wall' }, 'no_product_tags', 1_000],
    [{ kind: 'login-wall' }, 'login_wall', 1_000],
    [{ kind: 'no-og-tags' }, 'no_product_tags', 1_000],
    [{ kind: 'redirect', to: 'home' }, 'redirected_home', 1_000],
  ] as const)('%j is worth another try', async (each, code, afterMs) => {
    if (each.kind === 'hang') hydrator = build(300);
    onPage(each);
    expect(await hydrate()).toMatchObject({ kind: 'retry', code, afterMs, asked: true });
  });

  it('waits for as long as an HTTP date says', async () => {
    onPage({ kind: 'status', status: 429, retryAfterSeconds: 30, retryAfterAs: 'date' });
    const result = await hydrate();
    expect(result).toMatchObject({ kind: 'retry', code: 'http_429' });
    expect(result.kind === 'retry' && result.afterMs > 20_000 && result.afterMs <= 31_000).toBe(true);
  });

  it('waits 1, 2 and 4 seconds', async () => {
    onPage({ kind: 'status', status: 500 });
    const waits = [];
    for (const attempt of [1, 2, 3, 4]) {
      waits.push(await hydrator.hydrate({ productId: product.id, sellerPhone: product.phone }, { attempt }));
    }
    expect(waits).toMatchObject([{ afterMs: 1_000 }, { afterMs: 2_000 }, { afterMs: 4_000 }, { afterMs: 4_000 }]);
  });

  it.each([
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

  it('asks again as another agent', async () => {
    onPage({ kind: 'tags-only-for-agent', pattern: 'agent two' });
    expect(await hydrate()).toMatchObject({ kind: 'retry', code: 'no_product_tags' });
    expect(await hydrate()).toMatchObject({ kind: 'product' });
  });
});

describe('limits', () => {
  it('stops reading where the head ends', async () => {
    onPage({ kind: 'giant-body' });
    await hydratePage();
    expect(world.stats().products[product.id]?.lastPageBytes).toBeLessThan(5_000_000);
  });

  it('holds pages and pictures together to 20 fetches at once, however many ask', async () => {
    world.control({ do: 'latency', page: 20, image: 20 });
    const pages = await Promise.all(world.products().map((each) => hydratePage(each)));
    const both = pages.flatMap((page) => [hydrate(), hydrator.fetchImage(page.imageUrl ?? '')]);
    await Promise.all(both);
    const { maxInFlight } = world.stats().fetches;
    expect(maxInFlight).toBeLessThanOrEqual(20);
    expect(maxInFlight).toBeGreaterThan(10);
  });

  it('slows down for everyone when WhatsApp says 429, and comes back', async () => {
    quirk({ on: 'page', quirk: { kind: 'status', status: 429 }, times: 10 });
    const results = await Promise.all(
      world
        .products()
        .slice(0, 20)
        .map((each) => hydrate(each)),
    );
    expect(results.filter(({ kind }) => kind === 'retry').length).toBe(10);
    const slowed = hydrator.state().pages;
    expect(slowed.atOnce).toBeLessThan(20);
    expect(slowed.pausedForMs).toBeGreaterThan(0);
    await Promise.all(world.products().map((each) => hydratePage(each)));
    expect(hydrator.state().pages.atOnce).toBeGreaterThan(slowed.atOnce);
  });

  it('does not keep a product waiting in memory through a long pause', async () => {
    onPage({ kind: 'status', status: 429, retryAfterSeconds: 60 });
    await hydrate();
    const [, other] = world.products();
    const result = await hydrate(other);
    expect(result).toMatchObject({ kind: 'retry', code: 'host_paused', asked: false });
    expect(result.kind === 'retry' && result.afterMs > 50_000).toBe(true);
  });

  it('stops when the caller does', async () => {
    onPage({ kind: 'hang' });
    const controller = new AbortController();
    const pending = hydrator.hydrate(
      { productId: product.id, sellerPhone: product.phone },
      { signal: controller.signal },
    );
    controller.abort();
    expect(await pending).toMatchObject({ kind: 'retry' });
    expect(hydrator.state()).toMatchObject({ active: 0, waiting: 0 });
  });
});

describe('a picture', () => {
  const fetchImage = async () => hydrator.fetchImage((await hydratePage()).imageUrl ?? '');

  it('comes into memory with its type and tag', async () => {
    const image = await fetchImage();
    expect(image.bytes.equals(await world.picture(product.id))).toBe(true);
    expect(image.contentType).toBe('image/jpeg');
    expect(image.etag).toMatch(/^"[0-9a-f]+"$/);
  });

  it.each(['webp', 'png', 'avif', 'animated-gif'] as const)('may be %s', async (as) => {
    onImage({ kind: 'form', as });
    expect((await fetchImage()).bytes.length).toBeGreaterThan(100);
  });

  it('may be declared wrongly', async () => {
    onImage({ kind: 'type', type: 'application/octet-stream' });
    expect((await fetchImage()).contentType).toBe('application/octet-stream');
  });

  it.each([
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

  it('dies with its link', async () => {
    const { imageUrl } = await hydratePage();
    world.control({ do: 'advance-clock', seconds: 15 * 24 * 3600 });
    await expect(hydrator.fetchImage(imageUrl ?? '')).rejects.toMatchObject({ code: 'image_expired' });
  });

  it('is only fetched from where pictures come from', async () => {
    for (const url of ['http://127.0.0.1:1/a.jpg', 'https://evil.example/a.jpg', 'file:///etc/passwd', '']) {
      await expect(hydrator.fetchImage(url)).rejects.toMatchObject({ retry: { again: false } });
    }
  });
});
