// What a shopper has without a connection: pages that say what is wrong, and what they have saved on this device, as it
// was when it was last read, dated. Nothing else is kept, least of all consoles and sellers' pages: a price or a product
// that is gone must not look as if it were still there. And what other apps share with an installed Soko comes here.

const CACHE = 'soko-offline-1';
const SAVED = 'soko-saved-1';
const SHARED = 'soko-shared-1';
const LANGUAGES = ['en', 'sw'];
const KEPT_MS = 24 * 60 * 60 * 1000;
/** A copy for a card has some 40 kB; a seller's own picture that has no copies yet may have more than is worth it. */
const MOST_PICTURE_BYTES = 600_000;
/** Room for shared words in an address, of the 2,048 characters that Soko reads. As app/share/shared-words.ts. */
const MOST_WORDS = 1_800;

/** Where the page looks for a photo that was shared: components/search/photo/use-shared-photo.ts. */
const SHARED_PHOTO = '/share/photo';
const SAVED_PICTURES = '/offline/pictures/';

self.addEventListener('install', (event) => {
  event.waitUntil(keepOfflinePages().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => ![CACHE, SAVED, SHARED].includes(name)))
      .then((others) => Promise.all(others.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  if (request.mode === 'navigate') {
    const isShare = request.method === 'POST' && pathname === '/share';
    event.respondWith(isShare ? takeShared(request) : navigate(event));
  } else if (request.method !== 'GET') return;
  else if (request.destination === 'style') event.respondWith(styleOf(request));
  else if (pathname.startsWith(SAVED_PICTURES)) event.respondWith(savedPicture(request));
});

/** What is saved on this device, told by its pages (components/offline/register-worker.tsx). */
self.addEventListener('message', (event) => {
  const { saved, language } = event.data ?? {};
  if (Array.isArray(saved)) event.waitUntil(keepSavedInTurn({ saved: saved.map(String), language }));
});

async function navigate(event) {
  const { request } = event;
  try {
    const response = await fetch(request);
    // A proxy's in front of us: it could not reach Soko either.
    if (response.status === 502 || response.status === 504) return (await insteadOf(request, 'away')) ?? response;
    event.waitUntil(renewWhenOld());
    return response;
  } catch (error) {
    const page = await insteadOf(request, self.navigator.onLine === false ? 'offline' : 'away');
    if (!page) throw error;
    return page;
  }
}

/** What was saved, where that was asked for, else why nothing can be shown. */
async function insteadOf(request, why) {
  const saved = await savedInsteadOf(request);
  if (saved) return saved;
  // Nothing is saved here: a page of its own says so.
  const page = new URL(request.url).pathname === '/saved' ? 'saved' : why;
  return caches.match(pageIn(await language(), page), { cacheName: CACHE });
}

/** The network's, or a kept page's own copy. */
async function styleOf(request) {
  const response = await fetch(request).catch(() => null);
  if (response?.ok) return response;
  return (await caches.match(request)) ?? response ?? Response.error();
}

const SAVED_PAGE = '/offline/saved';
const PAGES = { offline: '/offline', away: '/offline/away', saved: SAVED_PAGE };
const pageIn = (language, why) => `${PAGES[why]}?lang=${language}`;
const isOld = (response) => !(Date.now() - Date.parse(response?.headers.get('date') ?? '') < KEPT_MS);
const absolute = (address) => new URL(address, self.location.origin).href;
/** The browser may have some of a page's scripts left, and not the others: what half runs shows nothing at all. */
const withoutScripts = (html) => html.replace(/<script\b[^>]*>.*?<\/script>/gs, '');
const stylesIn = (html) => [
  ...new Set([...html.matchAll(/href="(\/_next\/static\/[^"]+\.css[^"]*)"/g)].map(([, href]) => href)),
];

async function keepOfflinePages() {
  const cache = await caches.open(CACHE);
  const kept = new Set();
  for (const address of LANGUAGES.flatMap((language) => Object.keys(PAGES).map((why) => pageIn(language, why)))) {
    // Without cookies: a link in another language would be remembered as the person's choice.
    const response = await fetch(address, { credentials: 'omit', cache: 'no-store' });
    if (!response.ok) throw new Error(`${address} answered ${response.status}`);
    const html = withoutScripts(await response.text());
    const styles = stylesIn(html);
    await cache.addAll(styles.filter((style) => !kept.has(absolute(style))));
    await cache.put(address, new Response(html, { headers: response.headers }));
    for (const one of [address, ...styles]) kept.add(absolute(one));
  }
  // What only an older version's pages used. Last, so that a renewal that breaks off leaves whole pages behind.
  await letGoOfAllBut(cache, kept);
}

async function letGoOfAllBut(cache, kept) {
  const old = (await cache.keys()).filter((request) => !kept.has(request.url));
  await Promise.all(old.map((request) => cache.delete(request)));
}

/** A new version of Soko brings new words and styles; this file seldom changes with it. */
async function renewWhenOld() {
  const shared = await caches.match(SHARED_PHOTO, { cacheName: SHARED });
  // Nobody has come back for it.
  if (shared && isOld(shared)) await caches.delete(SHARED);
  if (isOld(await caches.match(pageIn(LANGUAGES[0], 'offline'), { cacheName: CACHE })))
    await keepOfflinePages().catch(() => {});
}

/** The one that the person chose, where the browser lets a worker know, else the browser's own. */
async function language() {
  const chosen = await self.cookieStore?.get('soko-language').catch(() => null);
  const wanted = chosen?.value ?? self.navigator.language.slice(0, 2);
  return LANGUAGES.includes(wanted) ? wanted : LANGUAGES[0];
}

let keeping = Promise.resolve();
let latest = null;

/** One after the other; of several that wait only the last counts. */
function keepSavedInTurn(wanted) {
  latest = wanted;
  keeping = keeping.then(async () => {
    // What could not be read now is read when the next page is opened.
    if (latest === wanted) await keepSaved(wanted).catch(() => {});
  });
  return keeping;
}

/** One page with all that is saved, written by the server, and the pictures on it; what is on it no more is let go. */
async function keepSaved({ saved, language: wanted }) {
  if (saved.length === 0) return caches.delete(SAVED);
  const language = LANGUAGES.includes(wanted) ? wanted : LANGUAGES[0];
  const cache = await caches.open(SAVED);
  const address = `${SAVED_PAGE}?lang=${language}&ids=${saved.join(',')}`;
  if (!isOld(await cache.match(address))) return;
  const response = await fetch(address, { credentials: 'omit', cache: 'no-store' });
  if (!response.ok) throw new Error(`${SAVED_PAGE} answered ${response.status}`);
  const html = withoutScripts(await response.text());
  const [styles, pictures] = [stylesIn(html), picturesIn(html)];
  // Before the page: one that is kept is not asked for again for a day.
  for (const style of styles) if (!(await cache.match(style))) await cache.add(style);
  await cache.put(address, new Response(html, { headers: response.headers }));
  await letGoOfAllBut(cache, new Set([address, ...styles, ...pictures].map(absolute)));
  for (const picture of pictures) if (!(await cache.match(picture))) await keepPicture(cache, picture);
}

const picturesIn = (html) => [...html.matchAll(/src="(\/offline\/pictures\/[^"&]+)"/g)].map(([, src]) => src);

/** The address says where it comes from. Without it the product stands there with its words. */
async function keepPicture(cache, address) {
  const from = new URL(address, self.location.origin).searchParams.get('from');
  const response = await fetch(from, { credentials: 'omit', referrerPolicy: 'no-referrer' }).catch(() => null);
  const picture = response?.ok ? await response.blob() : null;
  if (picture?.type.startsWith('image/') && picture.size <= MOST_PICTURE_BYTES)
    await cache.put(address, new Response(picture, { headers: { 'content-type': picture.type } }));
}

async function savedPicture(request) {
  return (await caches.match(request, { cacheName: SAVED })) ?? Response.error();
}

/** For `/saved` and for products that are on it. Null: nothing is kept of what was asked for. */
async function savedInsteadOf(request) {
  const { pathname } = new URL(request.url);
  const productId = /^\/products\/(\d{1,20})$/.exec(pathname)?.[1];
  if ((pathname !== '/saved' && productId === undefined) || !(await caches.has(SAVED))) return null;
  const cache = await caches.open(SAVED);
  const page = (await cache.keys()).find(({ url }) => new URL(url).pathname === SAVED_PAGE);
  if (page === undefined) return null;
  if (pathname === '/saved') return cache.match(page);
  const isKept = new URL(page.url).searchParams.get('ids')?.split(',').includes(productId);
  return isKept ? Response.redirect(absolute(`/saved#saved-${productId}`)) : null;
}

/** A photo waits here for the page that searches with it, also until there is a connection; words go on to be pasted. */
async function takeShared(request) {
  const unread = request.clone();
  try {
    const form = await request.formData();
    const photo = form.get('image');
    if (!(photo instanceof Blob) || photo.size === 0) return Response.redirect(absolute(pasteAddress(form)), 303);
    const cache = await caches.open(SHARED);
    const headers = { 'content-type': photo.type, date: new Date(Date.now()).toUTCString() };
    await cache.put(SHARED_PHOTO, new Response(photo, { headers }));
    return Response.redirect(absolute('/search?shared=photo'), 303);
  } catch {
    // No room for it here: the server answers a share, too.
    return fetch(unread);
  }
}

/** As app/share/shared-words.ts, which says why. */
function pasteAddress(form) {
  const given = ['url', 'text', 'title'].map((name) => String(form.get(name) ?? '').trim());
  let words = [...new Set(given.filter(Boolean))].join('\n').slice(0, MOST_WORDS);
  const address = () => `/sell?${new URLSearchParams({ text: words })}`;
  if (words === '') return '/';
  while (address().length > MOST_WORDS) words = words.slice(0, -50).replace(/\S+$/, '');
  return address();
}
