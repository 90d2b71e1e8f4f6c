import { describe, expect, test } from 'vitest';
import { startServiceWorker } from './service-worker-for-tests';

const HOUR = 60 * 60 * 1000;
const OFFLINE = 'soko-offline-1';
const SAVED = 'soko-saved-1';
const SHARED = 'soko-shared-1';
const PAGES = ['/offline/away', '/offline/saved', '/offline'].flatMap((page) => [`${page}?lang=en`, `${page}?lang=sw`]);
const withStyles = (...styles: string[]) => [...styles.map((style) => `/_next/static/${style}.css?a=1`), ...PAGES];

describe('the pages for being offline', () => {
  test('of a new version take the place of the old ones, after a day', async () => {
    const { site, visit, kept } = await startServiceWorker();
    expect(kept(OFFLINE)).toEqual(withStyles('one'));
    site.style = 'two';
    site.now += 23 * HOUR;
    await visit('/');
    expect(kept(OFFLINE)).toEqual(withStyles('one'));
    site.now += 2 * HOUR;
    await visit('/');
    expect(kept(OFFLINE)).toEqual(withStyles('two'));
  });

  test('are kept without scripts', async () => {
    const { open, kept } = await startServiceWorker();
    for (const page of kept(OFFLINE).filter((address) => address.startsWith('/offline')))
      expect(await (await (await open(OFFLINE)).match(page))?.text()).toMatch(/^<link [^>]+>$|^<link [^>]+><img/);
  });

  test('keep the styles of both when a renewal breaks off', async () => {
    const { site, visit, kept } = await startServiceWorker();
    Object.assign(site, { style: 'two', now: site.now + 25 * HOUR, broken: 'lang=sw' });
    await visit('/');
    expect(kept(OFFLINE)).toEqual(withStyles('one', 'two'));
  });
});

describe('what stands in place of a page', () => {
  test('is said to be the connection’s fault or Soko’s, whichever it is', async () => {
    const { site, visit, open } = await startServiceWorker();
    const cache = await open(OFFLINE);
    await cache.put('/offline?lang=en', new Response('you are offline'));
    await cache.put('/offline/away?lang=en', new Response('Soko does not answer'));
    Object.assign(site, { network: 'down', isOnline: false });
    expect(await visit('/search?q=dress')).toMatchObject({ text: 'you are offline' });
    site.isOnline = true;
    expect(await visit('/search?q=dress')).toMatchObject({ text: 'Soko does not answer' });
    site.network = 'bad gateway';
    expect(await visit('/search?q=dress')).toMatchObject({ text: 'Soko does not answer' });
    site.network = 'up';
    expect(await visit('/search?q=dress')).toMatchObject({ text: 'body of /search' });
  });

  test('is the page’s own answer, where nothing is kept', async () => {
    const { site, visit, open } = await startServiceWorker();
    const cache = await open(OFFLINE);
    for (const request of await cache.keys()) await cache.delete(request);
    site.network = 'bad gateway';
    expect(await visit('/')).toMatchObject({ text: 'bad gateway' });
    site.network = 'down';
    await expect(visit('/')).rejects.toThrow('Failed to fetch');
  });
});

test('a kept page’s style is its own copy where Soko’s gate answers for it', async () => {
  const { site, visit } = await startServiceWorker();
  const style = '/_next/static/one.css?a=1';
  site.network = 'bad gateway';
  expect(await visit(style, { mode: 'no-cors', destination: 'style' })).toMatchObject({
    text: 'body of /_next/static/one.css',
  });
});

describe('what is saved', () => {
  const page = (ids: string, language = 'en') => `/offline/saved?lang=${language}&ids=${ids}`;
  const picture = (id: string) => `/offline/pictures/${id}?from=%2Fmedia%2F${id}.webp`;
  const style = '/_next/static/one.css?a=1';

  test('is kept with its pictures, without scripts, and let go when it is saved no more', async () => {
    const { save, kept, open } = await startServiceWorker();
    await save(['1', '2']);
    expect(kept(SAVED)).toEqual([style, picture('1'), picture('2'), page('1,2')].sort());
    expect(await (await (await open(SAVED)).match(page('1,2')))?.text()).not.toContain('script');
    await save(['2']);
    expect(kept(SAVED)).toEqual([style, picture('2'), page('2')].sort());
    await save([]);
    expect(kept(SAVED)).toEqual([]);
  });

  test('is not kept without its style: it is asked for again with the next page', async () => {
    const { site, save, kept } = await startServiceWorker();
    site.broken = 'a=1';
    await save(['1']);
    expect(kept(SAVED)).toEqual([]);
    site.broken = '';
    await save(['1']);
    expect(kept(SAVED)).toEqual([style, picture('1'), page('1')].sort());
  });

  test('is asked for again in another language, or after a day, and not before', async () => {
    const { site, save } = await startServiceWorker();
    await save(['1']);
    site.asked = [];
    await save(['1']);
    expect(site.asked).toEqual([]);
    await save(['1'], 'sw');
    expect(site.asked).toEqual([page('1', 'sw')]);
    site.now += 25 * HOUR;
    site.asked = [];
    await save(['1'], 'sw');
    expect(site.asked).toEqual([page('1', 'sw')]);
  });

  test('in one go is asked for once', async () => {
    const { site, save } = await startServiceWorker();
    await Promise.all([save(['1']), save(['2', '1']), save(['3', '2', '1'])]);
    expect(site.asked.filter((address) => address.startsWith('/offline/saved'))).toEqual([page('3,2,1')]);
  });

  test('opens while nothing can be reached, at its own place; what is not saved does not', async () => {
    const { site, visit, save } = await startServiceWorker();
    await save(['1']);
    site.network = 'down';
    expect((await visit('/saved')).text).toContain(picture('1'));
    expect(await visit('/products/1')).toMatchObject({ location: '/saved#saved-1' });
    expect((await visit('/products/2')).text).not.toContain('pictures/1');
    expect(await visit(picture('1'), { mode: 'no-cors', destination: 'image' })).toMatchObject({
      text: 'body of /media/1.webp',
    });
    site.network = 'up';
    expect(await visit('/saved')).toMatchObject({ text: 'body of /saved' });
  });

  test('stays as it was when it cannot be read again', async () => {
    const { site, save, kept } = await startServiceWorker();
    await save(['1']);
    site.network = 'down';
    await save(['1', '2']);
    expect(kept(SAVED)).toEqual([style, picture('1'), page('1')].sort());
    site.network = 'up';
    await save(['1', '2']);
    expect(kept(SAVED)).toContain(picture('2'));
  });
});

describe('a photo that is shared', () => {
  const photo = new Blob(['jpeg'], { type: 'image/jpeg' });

  test('waits for the page that searches with it, the last one only', async () => {
    const { share, kept, open, activate } = await startServiceWorker();
    await share({ image: new Blob(['before'], { type: 'image/png' }) });
    expect(await share({ image: photo, text: 'from WhatsApp' })).toMatchObject({ location: '/search?shared=photo' });
    await activate();
    expect(kept(SHARED)).toEqual(['/share/photo']);
    const waiting = await (await open(SHARED)).match('/share/photo');
    expect([waiting?.headers.get('content-type'), await waiting?.text()]).toEqual(['image/jpeg', 'jpeg']);
  });

  test('is let go after a day in which nobody came back for it', async () => {
    const { share, visit, kept, site } = await startServiceWorker();
    await share({ image: photo });
    await visit('/');
    expect(kept(SHARED)).toEqual(['/share/photo']);
    site.now += 25 * HOUR;
    await visit('/');
    expect(kept(SHARED)).toEqual([]);
  });

  test('is the server’s to answer where there is no room for it', async () => {
    const { share, site } = await startServiceWorker({ isFull: true });
    expect(await share({ image: photo })).toMatchObject({ text: 'body of /share' });
    expect(site.asked).toEqual(['/share']);
  });
});

test('nothing of consoles, sellers’ pages or the API is ever kept', async () => {
  const { visit, kept, save } = await startServiceWorker();
  await save(['1']);
  const before = [...kept(OFFLINE), ...kept(SAVED)];
  for (const path of ['/review', '/admin/log', '/sell/shops/1', '/sign-in', '/products/1', '/saved']) await visit(path);
  await visit('/api/products?ids=1', { mode: 'cors', destination: '' });
  expect([...kept(OFFLINE), ...kept(SAVED)]).toEqual(before);
});
