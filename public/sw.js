// Keeps one thing: a page that says "you are offline", in every language, with its style. Products are never kept here: a price or
// a product that is gone must not look as if it were still there.

const CACHE = 'soko-offline-1';
const LANGUAGES = ['en', 'sw'];
const KEPT_MS = 24 * 60 * 60 * 1000;

self.addEventListener('install', (event) => {
  event.waitUntil(keepOfflinePages().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.mode === 'navigate') event.respondWith(navigate(event));
  else if (request.method === 'GET' && request.destination === 'style') event.respondWith(styleOf(request));
});

async function navigate(event) {
  try {
    const response = await fetch(event.request);
    event.waitUntil(renewWhenOld());
    return response;
  } catch (error) {
    const page = await caches.match(pageIn(await language()), { cacheName: CACHE });
    if (!page) throw error;
    return page;
  }
}

/** The network's, or the offline page's own copy. */
async function styleOf(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(request, { cacheName: CACHE });
    if (!kept) throw error;
    return kept;
  }
}

const pageIn = (language) => `/offline?lang=${language}`;

async function keepOfflinePages() {
  const cache = await caches.open(CACHE);
  const kept = new Set();
  for (const language of LANGUAGES) {
    // Without cookies: a link in another language would be remembered as the person's choice.
    const response = await fetch(pageIn(language), { credentials: 'omit', cache: 'no-store' });
    if (!response.ok) throw new Error(`the offline page answered ${response.status}`);
    const styles = [...(await response.clone().text()).matchAll(/href="(\/_next\/static\/[^"]+\.css[^"]*)"/g)];
    const addresses = [...new Set(styles.map(([, href]) => href))];
    await cache.addAll(addresses);
    await cache.put(pageIn(language), response);
    for (const address of [pageIn(language), ...addresses]) kept.add(new URL(address, self.location.origin).href);
  }
  // What only an older version's pages used. Last, so that a renewal that breaks off leaves whole pages behind.
  const old = (await cache.keys()).filter((request) => !kept.has(request.url));
  await Promise.all(old.map((request) => cache.delete(request)));
}

/** A new version of Soko brings new words and styles; this file seldom changes with it. */
async function renewWhenOld() {
  const kept = await caches.match(pageIn(LANGUAGES[0]), { cacheName: CACHE });
  const at = Date.parse(kept?.headers.get('date') ?? '');
  if (Date.now() - at < KEPT_MS) return;
  await keepOfflinePages().catch(() => {});
}

/** The one that the person chose, where the browser lets a worker know, else the browser's own. */
async function language() {
  const chosen = await self.cookieStore?.get('soko-language').catch(() => null);
  const wanted = chosen?.value ?? self.navigator.language.slice(0, 2);
  return LANGUAGES.includes(wanted) ? wanted : LANGUAGES[0];
}
