import { readdirSync } from 'node:fs';
import path from 'node:path';
import { unstable_doesMiddlewareMatch as doesMatch } from 'next/experimental/testing/server';
import { NextRequest } from 'next/server';
import { describe, expect, it, vi } from 'vitest';
import { config, proxy } from './proxy';

const runsFor = (path: string) => doesMatch({ config, nextConfig: {}, url: `https://soko.example${path}` });

describe('the proxy', () => {
  it.each([
    '/',
    '/search?q=dress',
    '/products/1',
    '/offline',
    '/manifest.webmanifest',
    ...['/sitemapfoo', '/sitemap', '/sitemap.xml/a', '/metricsfoo', '/metrics/a', '/sw.jsx', '/robots.txt.html'],
    ...['/favicon.ico.html', '/faviconXico', '/icon.svg/a', '/apifoo', '/mediafoo', '/iconsfoo'],
    // Next renders its page for what is not there, to whoever asks, as often as they ask.
    ...[
      '/_next/foo',
      '/_next/image?url=/x',
      '/_next/data/x.json',
      '/_next',
      '/icons/nope.png',
      '/icons/',
      '/icons/a/icon-192.png',
    ],
    ...['/sitemaps/a/b', '/sitemaps/', '/sitemaps', '/api', '/media', '/favicon.ico'],
  ])('gives %s its policy and language', (path) => {
    expect(runsFor(path)).toBe(true);
  });

  it.each([
    ...['/api/search', '/media/products/ab/cd.jpg', '/metrics', '/_next/static/a.js', '/icon.svg'],
    ...readdirSync('public', { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? `/${path.relative('public', path.join(entry.parentPath, entry.name))}` : [],
    ),
    ...['/sw.js', '/robots.txt', '/sitemap.xml', '/sitemaps/products-0.xml', '/metrics?x=1'],
  ])('leaves %s alone', (address) => {
    expect(runsFor(address)).toBe(false);
  });
});

describe('what the proxy answers itself', () => {
  let clients = 0;
  const ask = (
    path: string,
    { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
  ) =>
    proxy(
      new NextRequest(`http://localhost:3000${path}`, {
        method,
        headers: { host: 'localhost:3000', 'x-soko-peer': `203.0.113.${++clients}`, ...headers },
      }),
    );
  const goesOn = (response: Response) => response.headers.get('x-middleware-next') === '1';

  it('refuses a client that asks for pages in a loop, in its language, and nobody else', async () => {
    const peer = { 'x-soko-peer': '198.51.100.1' };
    let pages = 0;
    while (goesOn(ask('/', { headers: peer }))) pages += 1;
    expect(pages).toBeGreaterThanOrEqual(1_200);
    expect(pages).toBeLessThan(1_300);
    const refused = ask('/products/1', { headers: peer });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    expect(refused.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await refused.text()).toContain('Too many pages');
    expect(await ask('/', { headers: { ...peer, 'accept-language': 'sw' } }).text()).toContain('Maombi ni mengi mno');
    expect(goesOn(ask('/'))).toBe(true);
  });

  it.each(['/', '/products/1', '/search', '/sell', '/nope', '/signin', '/reviews'])(
    'takes nothing sent to %s',
    (path) => {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
        expect([ask(path, { method }).status, ask(path, { method }).headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    },
  );

  it.each(['/sign-in', '/review', '/admin/users'])('takes what %s itself sends, and nothing from elsewhere', (path) => {
    const from = (origin: string) => ask(path, { method: 'POST', headers: { origin } });
    expect(goesOn(from('http://localhost:3000'))).toBe(true);
    for (const origin of ['https://evil.example', 'null', 'http://localhost:3001'])
      expect(from(origin).status).toBe(403);
    expect(ask(path, { method: 'DELETE' }).status).toBe(405);
  });

  it('remembers the language of a link over http as over http', () => {
    expect(ask('/?lang=sw').headers.get('set-cookie')).toMatch(/^soko-language=sw; (?!.*secure)/i);
  });
});

describe('over https', () => {
  it('gives its cookie to https alone', async () => {
    vi.resetModules();
    vi.stubEnv('PUBLIC_URL', 'https://soko.example');
    const { proxy: anew } = await import('./proxy');
    const response = anew(new NextRequest('http://localhost:3000/?lang=sw', { headers: { host: 'localhost:3000' } }));
    expect(response.headers.get('set-cookie')).toMatch(/^soko-language=sw; .*secure/i);
  });
});
