import { readFile } from 'node:fs/promises';
import vm from 'node:vm';
import { expect, test } from 'vitest';

const ORIGIN = 'https://soko.example';
const HOUR = 60 * 60 * 1000;

/** As much of a browser as public/sw.js asks of it. */
async function startWorker() {
  const kept = new Map<string, Response>();
  const site = { style: 'one', now: Date.parse('2026-01-01'), broken: '' };
  const absolute = (request: string | { url: string }) =>
    new URL(typeof request === 'string' ? request : request.url, ORIGIN).href;
  const fetch = async (request: string | { url: string }) => {
    const { pathname, search } = new URL(absolute(request));
    const headers = { date: new Date(site.now).toUTCString() };
    if (site.broken !== '' && search.includes(site.broken)) return new Response('', { status: 500 });
    const page = `<link rel="stylesheet" href="/_next/static/${site.style}.css?a=1">`;
    return new Response(pathname === '/offline' ? page : 'body', { headers });
  };
  const cache = {
    addAll: async (paths: string[]) => {
      for (const path of paths) kept.set(absolute(path), await fetch(path));
    },
    put: async (path: string, response: Response) => void kept.set(absolute(path), response),
    keys: async () => [...kept.keys()].map((url) => ({ url })),
    delete: async (request: { url: string }) => kept.delete(request.url),
  };
  const listeners = new Map<string, (event: unknown) => void>();
  const self = {
    addEventListener: (name: string, listener: (event: unknown) => void) => listeners.set(name, listener),
    skipWaiting: async () => {},
    location: { origin: ORIGIN },
    navigator: { language: 'en' },
  };
  const caches = { open: async () => cache, match: async (path: string) => kept.get(absolute(path)) };
  class Clock extends Date {
    static override now = () => site.now;
  }
  vm.runInNewContext(await readFile('public/sw.js', 'utf8'), { self, caches, fetch, URL, Date: Clock });
  async function happens(name: string, event: object = {}): Promise<void> {
    const waited: Promise<unknown>[] = [];
    const wait = (work: Promise<unknown>) => void waited.push(work);
    listeners.get(name)?.({ ...event, waitUntil: wait, respondWith: wait });
    // What is answered may ask to be waited for again.
    for (let at = 0; at < waited.length; at++) await waited[at];
  }
  await happens('install');
  const navigate = () => happens('fetch', { request: { mode: 'navigate', url: `${ORIGIN}/` } });
  return { site, navigate, kept: () => [...kept.keys()].map((url) => url.slice(ORIGIN.length)).sort() };
}

const PAGES = ['/offline?lang=en', '/offline?lang=sw'];

test('a new version’s pages and styles take the place of the old ones, after a day', async () => {
  const { site, navigate, kept } = await startWorker();
  expect(kept()).toEqual(['/_next/static/one.css?a=1', ...PAGES]);
  site.style = 'two';
  site.now += 23 * HOUR;
  await navigate();
  expect(kept()).toEqual(['/_next/static/one.css?a=1', ...PAGES]);
  site.now += 2 * HOUR;
  await navigate();
  expect(kept()).toEqual(['/_next/static/two.css?a=1', ...PAGES]);
});

test('a renewal that breaks off leaves the styles of both', async () => {
  const { site, navigate, kept } = await startWorker();
  Object.assign(site, { style: 'two', now: site.now + 25 * HOUR, broken: 'lang=sw' });
  await navigate();
  expect(kept()).toEqual(['/_next/static/one.css?a=1', '/_next/static/two.css?a=1', ...PAGES]);
});
