import { execFileSync } from 'node:child_process';
import { access, constants, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CatalogueInput } from '@/e2e/world/quirks/catalogue';
import type { QuirkInput } from '@/e2e/world/quirks/surfaces';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { startWorld, type World } from '@/e2e/world/world';
import { createAllowList } from '@/lib/platform/safe-fetch/allow-list';
import { findBrowser } from './find-browser';
import { createPlaywrightScout, type PlaywrightScout, type PlaywrightScoutSettings } from './playwright-scout';
import { lockProfile } from './profile-lock';

const phone = '254711000999';
let world: World;
let folder: string;
let scout: PlaywrightScout;

const settings = (origin = world.origin, hosts = world.allowedHosts.split(',')): PlaywrightScoutSettings => ({
  allow: createAllowList({ whatsappOrigin: origin, extraAllowedHosts: hosts }),
  whatsappOrigin: origin,
  unpackTo: path.join(tmpdir(), `soko-test-browser-${process.getuid?.() ?? 0}`),
  chromiumPath: process.env.CHROMIUM_PATH,
});

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'soko-scout-'));
  world = await startWorld({ sellers: [bigSeller(90, { pageSize: 24 })] });
  scout = createPlaywrightScout(settings());
});
afterAll(async () => {
  await scout.close();
  await world.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => {
  expect(scout.openContexts()).toBe(0);
  world.control({ do: 'reset' });
});

const ids = () =>
  world
    .products(phone)
    .map(({ id }) => id)
    .sort();
const catalogue = (change: CatalogueInput): void => void world.control({ do: 'seller', phone, catalogue: change });
const quirk = (rule: QuirkInput): void => void world.control({ do: 'quirk', ...rule });
const found = async (by: PlaywrightScout = scout) => {
  const outcome = await by.scout(phone);
  if (outcome.kind !== 'found') throw new Error(JSON.stringify(outcome));
  expect(outcome.products.every(({ sellerPhone }) => sellerPhone === phone)).toBe(true);
  return { ids: outcome.products.map(({ productId }) => productId).sort(), complete: outcome.complete };
};
/** Browsers of ours, by what they were started with. */
const browserPids = (): number[] =>
  execFileSync('ps', ['-eo', 'pid,ppid,args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => new RegExp(`^\\s*\\d+\\s+${process.pid}\\s.*--remote-debugging`).test(line))
    .map((line) => Number(line.trim().split(/\s+/)[0]));

describe('catalogues with products', () => {
  test.each<CatalogueInput>([
    { layout: 'paged' },
    { layout: 'paged', links: 'p', duplicates: true },
    { layout: 'paged', links: 'product', innerScroller: true },
    { layout: 'paged', virtualised: true, pageSize: 16 },
    { layout: 'paged', neverLoads: true },
    { layout: 'embedded' },
    { layout: 'all', duplicates: true },
  ])('are read whole: %j', async (change) => {
    catalogue(change);
    expect(await found()).toEqual({ ids: ids(), complete: true });
  });

  test('load nothing that only shows something, and no tracker', async () => {
    await found();
    const { unwanted, kinds } = world.stats();
    expect(unwanted).toBe(0);
    expect(kinds.stylesheet.requests).toBe(0);
    expect(kinds['catalogue-api'].requests).toBeGreaterThan(0);
  });

  test('are read over a slow network', async () => {
    world.control({ do: 'latency', catalogue: 700 });
    expect(await found()).toEqual({ ids: ids(), complete: true });
  });

  test('are not called complete when the list broke off', async () => {
    quirk({ on: 'catalogue-api', quirk: { kind: 'status', status: 429 }, skip: 1 });
    const outcome = await found();
    expect(outcome.ids.length).toBe(48);
    expect(outcome.complete).toBe(false);
  });

  test('end where the same products come for ever', async () => {
    catalogue({ layout: 'endless', endlessWith: 'repeats' });
    expect((await found()).ids).toEqual(ids());
  });

  test.each([{ products: 200 }, { scrolls: 5 }, { timeMs: 4_000 }])(
    'end at a bound where new ones come for ever: %j',
    async (bounds) => {
      const bounded = createPlaywrightScout({ ...settings(), bounds });
      try {
        catalogue({ layout: 'endless', endlessWith: 'new' });
        const outcome = await found(bounded);
        expect(outcome.complete).toBe(false);
        expect(outcome.ids.length).toBeGreaterThan(24);
        if ('products' in bounds) expect(outcome.ids.length).toBe(200);
      } finally {
        await bounded.close();
      }
    },
  );
});

describe('honest outcomes', () => {
  test.each<[CatalogueInput, string]>([
    [{ layout: 'interstitial' }, 'interstitial'],
    [{ layout: 'not-found' }, 'not_found'],
    [{ layout: 'not-found', status: 200 }, 'not_found'],
    [{ layout: 'blocked' }, 'blocked'],
    [{ layout: 'blocked', status: 200 }, 'blocked'],
    [{ layout: 'unknown' }, 'not_understood'],
  ])('%j is %s', async (change, kind) => {
    catalogue(change);
    expect(await scout.scout(phone)).toMatchObject({ kind });
  });

  test.each<[Extract<QuirkInput, { on: 'catalogue' }>['quirk'], object]>([
    [
      { kind: 'status', status: 429, retryAfterSeconds: 120 },
      { kind: 'blocked', retryAfterMs: 120_000 },
    ],
    [{ kind: 'consent-wall' }, { kind: 'not_understood' }],
    [{ kind: 'login-wall' }, { kind: 'not_understood' }],
    [{ kind: 'empty' }, { kind: 'not_understood' }],
  ])('%j is understood for what it is', async (each, outcome) => {
    quirk({ on: 'catalogue', quirk: each });
    expect(await scout.scout(phone)).toMatchObject(outcome);
  });

  test('an unknown seller is not found', async () => {
    expect(await scout.scout('254799999999')).toMatchObject({ kind: 'not_found' });
  });

  test.each<Extract<QuirkInput, { on: 'catalogue' }>['quirk']>([{ kind: 'status', status: 503 }, { kind: 'reset' }])(
    '%j is worth another try',
    async (each) => {
      quirk({ on: 'catalogue', quirk: each });
      await expect(scout.scout(phone)).rejects.toMatchObject({ code: 'catalogue_unreachable', retry: { again: true } });
    },
  );
});

describe('the outside', () => {
  test.each(['http://169.254.169.254/latest/', 'http://localhost:1/', 'https://evil.example/', 'http://127.0.0.1:1/'])(
    'cannot send the browser to %s',
    async (to) => {
      quirk({ on: 'catalogue', quirk: { kind: 'redirect', to } });
      await expect(scout.scout(phone)).rejects.toMatchObject({ code: expect.stringMatching(/_not_allowed$/) });
    },
  );

  describe('with a page of its own', () => {
    let asked: string[];
    let html: string;
    let page: Server;
    let inside: Server;
    let origin: string;
    let insideOrigin: string;
    const listen = async (server: Server): Promise<string> => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      // AddressInfo: a TCP server that listens has one.
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    };

    beforeAll(async () => {
      asked = [];
      inside = createServer((request, response) => {
        asked.push(request.url ?? '');
        response.end('secret');
      });
      insideOrigin = await listen(inside);
      page = createServer((request, response) => {
        if (request.url === '/hop') response.writeHead(302, { location: `${insideOrigin}/by-redirect` }).end();
        else response.writeHead(200, { 'content-type': 'text/html' }).end(html);
      });
      origin = await listen(page);
    });
    afterAll(() => {
      page.close();
      inside.close();
    });

    test('cannot make the browser reach a private address, by a redirect within the page either', async () => {
      html = `<h1>Open app</h1><iframe src="${insideOrigin}/by-frame"></iframe><iframe src="/hop"></iframe><script>
        fetch('${insideOrigin}/by-fetch', { mode: 'no-cors' }); fetch('/hop', { mode: 'no-cors' });
        new WebSocket('${insideOrigin.replace('http', 'ws')}/by-socket');
        navigator.sendBeacon('${insideOrigin}/by-beacon');
        const ask = (url) => "fetch('" + url + "', { mode: 'no-cors' });";
        const asks = ask('${insideOrigin}/by-worker') + ask('${origin}/hop');
        new Worker(URL.createObjectURL(new Blob([asks])));
        document.head.append(Object.assign(document.createElement('script'), { src: '/hop' }));
      </script>`;
      const other = createPlaywrightScout(settings(origin, []));
      await other.scout(phone);
      await other.close();
      expect(asked).toEqual([]);

      // Allowed, all of them arrive: it is not the page that failed to ask.
      const open = createPlaywrightScout(settings(origin, [new URL(insideOrigin).host]));
      await open.scout(phone);
      await open.close();
      expect(asked).toEqual(expect.arrayContaining(['/by-redirect', '/by-frame', '/by-fetch', '/by-worker']));
    });

    test('cannot keep the Scout with a page that hangs', async () => {
      html = `<a href="/p/123/${phone}">x</a><script>setTimeout(() => { for (;;); }, 100)</script>`;
      const other = createPlaywrightScout({ ...settings(origin, []), bounds: { timeMs: 2_000, hangMs: 500 } });
      await expect(other.scout(phone)).rejects.toMatchObject({ code: 'catalogue_timeout', retry: { again: true } });
      expect(other.openContexts()).toBe(0);
      await other.close();
    });

    test('may lead on by script', async () => {
      html = `<script>if (!location.search) setTimeout(() => location.replace('?2'), 150);
        else document.write('<a href="/p/123/${phone}">x</a>')</script>`;
      const other = createPlaywrightScout(settings(origin, []));
      expect(await other.scout(phone)).toMatchObject({
        kind: 'found',
        products: [{ productId: '123', sellerPhone: phone }],
      });
      await other.close();
    });

    test('cannot keep the Scout by leading on for ever', async () => {
      html = "<script>setTimeout(() => location.replace('?' + Math.random()), 30)</script>";
      const other = createPlaywrightScout({ ...settings(origin, []), bounds: { timeMs: 5_000 } });
      const outcome = await other.scout(phone).catch((error: unknown) => error);
      expect(outcome).toMatchObject(outcome instanceof Error ? { retry: { again: true } } : { kind: 'not_understood' });
      expect(other.openContexts()).toBe(0);
      await other.close();
    });

    test('cannot make the browser download', async () => {
      html = '<h1>Open app</h1><a download="x" href="data:text/plain,x" id="a">x</a><script>a.click()</script>';
      const other = createPlaywrightScout(settings(origin, []));
      expect(await other.scout(phone)).toEqual({ kind: 'interstitial' });
      await other.close();
    });
  });
});

describe('the browser', () => {
  test('is shared; contexts are not, and none is left', async () => {
    const before = browserPids().length;
    const scouts = Array.from({ length: 4 }, () => found());
    await Promise.all(scouts);
    expect(browserPids().length - before).toBeLessThanOrEqual(1);
    expect(scout.openContexts()).toBe(0);
  });

  test('that is killed fails the scout for another try, and the next scout works', async () => {
    world.control({ do: 'latency', catalogue: 300 });
    const other = createPlaywrightScout(settings());
    const before = new Set(browserPids());
    const pending = other.scout(phone);
    const failed = expect(pending).rejects.toMatchObject({ code: 'browser_crashed', retry: { again: true } });
    await expect.poll(() => world.stats().kinds['catalogue-api'].requests, { timeout: 20_000 }).toBeGreaterThan(0);
    for (const pid of browserPids().filter((each) => !before.has(each))) process.kill(pid, 'SIGKILL');
    await failed;
    expect(other.openContexts()).toBe(0);
    expect((await found(other)).ids).toEqual(ids());
    await other.close();
  });

  test('is closed with the Scout, and opened again when needed', async () => {
    const other = createPlaywrightScout(settings());
    const before = browserPids().length;
    await found(other);
    expect(browserPids().length).toBe(before + 1);
    await other.close();
    expect(browserPids().length).toBe(before);
    await found(other);
    await other.close();
  });

  test('stops when the caller does, waiting or at work', async () => {
    world.control({ do: 'latency', catalogue: 400 });
    const controller = new AbortController();
    const scouts = [1, 2, 3].map(() => scout.scout(phone, { signal: controller.signal }));
    const outcomes = Promise.allSettled(scouts);
    await expect.poll(() => world.stats().kinds['catalogue-api'].requests, { timeout: 20_000 }).toBeGreaterThan(0);
    controller.abort();
    for (const outcome of await outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'aborted' } });
  });

  test('that cannot be found is a message that says what to do', async () => {
    const other = createPlaywrightScout({ ...settings(), chromiumPath: '/nowhere/chromium' });
    await expect(other.scout(phone)).rejects.toMatchObject({
      code: 'no_browser',
      message: expect.stringMatching(/CHROMIUM_PATH.*playwright install/s),
      retry: { again: false },
    });
    await other.close();
  });
});

describe('a signed-in profile', () => {
  test('sees the products behind the interstitial, stays signed in, and is used by one scout at a time', async () => {
    catalogue({ layout: 'interstitial' });
    const profileDir = path.join(folder, 'profile');
    const signIn = createPlaywrightScout({ ...settings(), profileDir });
    expect(await signIn.scout(phone)).toMatchObject({ kind: 'interstitial' });
    await signIn.close();
    await signInWith(profileDir);
    const other = createPlaywrightScout({ ...settings(), profileDir });
    const outcomes = await Promise.all([found(other), found(other)]);
    for (const outcome of outcomes) expect(outcome.ids).toEqual(ids());
    await other.close();
  });

  test('that another worker or a person’s browser holds is a message that says so', async () => {
    const profileDir = path.join(folder, 'held');
    const release = await lockProfile(profileDir);
    const other = createPlaywrightScout({ ...settings(), profileDir });
    const locked = { code: 'browser_profile_locked', retry: { again: true } };
    await expect(other.scout(phone)).rejects.toMatchObject(locked);
    await release();
    await symlink(`${hostname()}-${process.pid}`, path.join(profileDir, 'SingletonLock'));
    await expect(other.scout(phone)).rejects.toMatchObject(locked);
    await rm(path.join(profileDir, 'SingletonLock'));
    await writeFile(path.join(profileDir, 'soko-scout.lock'), '999999999');
    expect((await found(other)).ids).toEqual(ids());
    await other.close();
  });

  test('has its browser unpacked before anyone waits for it, and opens none', async () => {
    const unpackTo = await mkdtemp(path.join(tmpdir(), 'soko-prepare-'));
    const prepared = createPlaywrightScout({ ...settings(), unpackTo });
    await prepared.prepare();
    const places = { chromiumPath: process.env.CHROMIUM_PATH, playwrightPath: chromium.executablePath(), unpackTo };
    const { executablePath } = await findBrowser(places);
    await access(executablePath, constants.X_OK);
    expect(prepared.openContexts()).toBe(0);
    await prepared.close();
    await rm(unpackTo, { recursive: true, force: true });
  });

  test('says at once what to do when there is no browser', async () => {
    const none = createPlaywrightScout({ ...settings(), chromiumPath: '/nowhere/chromium' });
    await expect(none.prepare()).rejects.toMatchObject({ code: 'no_browser' });
    await none.close();
  });
});

async function signInWith(profileDir: string): Promise<void> {
  const places = {
    chromiumPath: process.env.CHROMIUM_PATH,
    playwrightPath: chromium.executablePath(),
    unpackTo: settings().unpackTo,
  };
  const { executablePath } = await findBrowser(places);
  const context = await chromium.launchPersistentContext(profileDir, { executablePath, headless: true });
  const page = await context.newPage();
  await page.goto(`${world.origin}/_session/sign-in`);
  await context.close();
}
