import { readFile } from 'node:fs/promises';
import vm from 'node:vm';

const ORIGIN = 'https://soko.example';
const absolute = (request: string | { url: string }) =>
  new URL(typeof request === 'string' ? request : request.url, ORIGIN).href;

/** What the worker's network holds and how it fares, to be changed by a test. */
interface Site {
  style: string;
  now: number;
  /** A part of an address: what has it is answered 500. */
  broken: string;
  network: 'up' | 'down' | 'bad gateway';
  isOnline: boolean;
  /** What was asked for since it was looked at last. */
  asked: string[];
}

function startSite() {
  const site: Site = {
    style: 'one',
    now: Date.parse('2026-01-01'),
    broken: '',
    network: 'up',
    isOnline: true,
    asked: [],
  };
  const answer = (address: string): Response => {
    const { pathname, search, searchParams } = new URL(address);
    if (site.broken !== '' && search.includes(site.broken)) return new Response('', { status: 500 });
    if (site.network === 'bad gateway') return new Response('bad gateway', { status: 502 });
    const type = pathname.startsWith('/media/') ? 'image/webp' : 'text/html';
    const headers = { date: new Date(site.now).toUTCString(), 'content-type': type };
    const pictures = (searchParams.get('ids') ?? '').split(',').map((id) => {
      const from = encodeURIComponent(`/media/${id}.webp`);
      return `<img src="/offline/pictures/${id}?from=${from}" alt="">`;
    });
    const style = `<link rel="stylesheet" href="/_next/static/${site.style}.css?a=1">`;
    const page = `${style}<script>\nx</script>${pictures.join('')}`;
    return new Response(pathname.startsWith('/offline') ? page : `body of ${pathname}`, { headers });
  };
  const fetch = async (request: string | { url: string }): Promise<Response> => {
    const address = absolute(request);
    site.asked.push(address.slice(ORIGIN.length));
    if (site.network === 'down') throw new TypeError('Failed to fetch');
    return answer(address);
  };
  return { site, fetch };
}

function startCaches(fetch: (address: string) => Promise<Response>) {
  const all = new Map<string, Map<string, Response>>();
  const cacheOf = (name: string) => {
    const kept = all.get(name) ?? new Map<string, Response>();
    all.set(name, kept);
    const add = async (address: string) => {
      const response = await fetch(address);
      if (!response.ok) throw new TypeError('Request failed');
      kept.set(absolute(address), response);
    };
    return {
      add,
      addAll: async (addresses: string[]) => {
        for (const address of addresses) await add(address);
      },
      put: async (address: string, response: Response) => void kept.set(absolute(address), response),
      match: async (request: string | { url: string }) => kept.get(absolute(request))?.clone(),
      keys: async () => [...kept.keys()].map((url) => ({ url })),
      delete: async (request: { url: string }) => kept.delete(request.url),
    };
  };
  const caches = {
    open: async (name: string) => cacheOf(name),
    has: async (name: string) => all.has(name),
    delete: async (name: string) => all.delete(name),
    keys: async () => [...all.keys()],
    match: async (request: string | { url: string }, { cacheName }: { cacheName?: string } = {}) =>
      [...all]
        .filter(([name]) => cacheName === undefined || name === cacheName)
        .map(([, kept]) => kept.get(absolute(request)))
        .find((response) => response !== undefined)
        ?.clone(),
  };
  return { all, caches };
}

class FullCache extends Map<string, Response> {
  override set(): this {
    throw new DOMException('Quota exceeded', 'QuotaExceededError');
  }
}

/** public/sw.js, installed, in as much of a browser as it asks of. Addresses are without the site's origin. */
export async function startServiceWorker({ isFull = false } = {}) {
  const { site, fetch } = startSite();
  const { all, caches } = startCaches(fetch);
  const listeners = new Map<string, (event: unknown) => void>();
  const self = {
    addEventListener: (name: string, listener: (event: unknown) => void) => listeners.set(name, listener),
    skipWaiting: async () => {},
    clients: { claim: async () => {} },
    location: { origin: ORIGIN },
    navigator: {
      language: 'en',
      get onLine() {
        return site.isOnline;
      },
    },
  };
  class Clock extends Date {
    static override now = () => site.now;
  }
  const browser = { self, caches, fetch, URL, URLSearchParams, Response, Blob, Date: Clock };
  vm.runInNewContext(await readFile('public/sw.js', 'utf8'), browser);

  async function happens(name: string, event: object = {}): Promise<Response | undefined> {
    const waited: Promise<unknown>[] = [];
    let answered: Promise<Response> | undefined;
    const waitUntil = (work: Promise<unknown>) => void waited.push(work);
    const respondWith = (work: Promise<Response>) => {
      answered = work;
      waited.push(work);
    };
    listeners.get(name)?.({ ...event, waitUntil, respondWith });
    // What is answered may ask to be waited for again.
    for (let at = 0; at < waited.length; at++) await waited[at];
    return answered;
  }
  const told = async (response: Response | undefined) => ({
    text: (await response?.text()) ?? null,
    location: response?.headers.get('location')?.slice(ORIGIN.length) ?? null,
  });
  await happens('install');
  if (isFull) all.set('soko-shared-1', new FullCache());
  site.asked = [];
  return {
    site,
    activate: () => happens('activate'),
    /** Goes to a page; or asks for something else, by its kind. */
    visit: async (path: string, { mode = 'navigate', destination = 'document' } = {}) =>
      told(await happens('fetch', { request: { mode, destination, method: 'GET', url: absolute(path) } })),
    /** Another app shares something with the installed Soko. */
    share: async (fields: Record<string, string | Blob>) => {
      const formData = async () => new Map(Object.entries(fields));
      const request = { mode: 'navigate', method: 'POST', url: absolute('/share'), formData };
      return told(await happens('fetch', { request: { ...request, clone: () => request } }));
    },
    save: (saved: string[], language = 'en') => happens('message', { data: { saved, language } }),
    /** What is in a cache now. */
    kept: (name: string) => [...(all.get(name)?.keys() ?? [])].map((url) => url.slice(ORIGIN.length)).sort(),
    open: (name: string) => caches.open(name),
  };
}
