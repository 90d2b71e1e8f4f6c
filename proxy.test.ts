import { readdirSync } from 'node:fs';
import path from 'node:path';
import { unstable_doesMiddlewareMatch as doesMatch } from 'next/experimental/testing/server';
import { NextRequest } from 'next/server';
import { describe, expect, test, vi } from 'vitest';
import { config, proxy } from './proxy';

const runsFor = (path: string) => doesMatch({ config, nextConfig: {}, url: `https://soko.example${path}` });

describe('the proxy', () => {
  test.each([
    '/',
    '/search?q=dress',
    '/products/1',
    '/offline',
    '/manifest.webmanifest',
    ...['/sitemapfoo', '/sitemap', '/sitemap.xml/a', '/metricsfoo', '/metrics/a', '/sw.jsx', '/robots.txt.html'],
    ...[
      '/sharefoo',
      '/share/a',
      '/favicon.ico.html',
      '/faviconXico',
      '/icon.svg/a',
      '/apifoo',
      '/mediafoo',
      '/iconsfoo',
    ],
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

  test.each([
    ...['/api/search', '/media/products/ab/cd.jpg', '/metrics', '/_next/static/a.js', '/icon.svg'],
    ...readdirSync('public', { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? `/${path.relative('public', path.join(entry.parentPath, entry.name))}` : [],
    ),
    ...['/sw.js', '/robots.txt', '/sitemap.xml', '/sitemaps/products-0.xml', '/metrics?x=1', '/share'],
  ])('leaves %s alone', (address) => {
    expect(runsFor(address)).toBe(false);
  });
});

describe('what the proxy answers itself', () => {
  let clients = 0;
  const ask = (
    path: string,
    { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ) =>
    proxy(
      new NextRequest(`http://localhost:3000${path}`, {
        method,
        ...(body === undefined ? {} : { body }),
        headers: { host: 'localhost:3000', 'x-soko-peer': `203.0.113.${++clients}`, ...headers },
      }),
    );
  const goesOn = (response: Response) => response.headers.get('x-middleware-next') === '1';

  test('refuses a client that asks for pages in a loop, in its language, and nobody else', async () => {
    const peer = { 'x-soko-peer': '198.51.100.1' };
    let pages = 0;
    const untilRefused = async (path: string, headers: Record<string, string> = {}) => {
      for (;;) {
        const answer = await ask(path, { headers: { ...peer, ...headers } });
        if (!goesOn(answer)) return answer;
        pages += 1;
      }
    };
    const refused = await untilRefused('/products/1');
    expect(pages).toBeGreaterThanOrEqual(1_200);
    expect(pages).toBeLessThan(1_300);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    expect(refused.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await refused.text()).toContain('Too many pages');
    const inSwahili = await untilRefused('/', { 'accept-language': 'sw' });
    expect(await inSwahili.text()).toContain('Maombi ni mengi mno');
    expect(goesOn(await ask('/'))).toBe(true);
  });

  test.each(['/', '/products/1', '/search', '/sell', '/nope', '/signin', '/reviews'])(
    'takes nothing sent to %s',
    async (path) => {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const { status, headers } = await ask(path, { method });
        expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD']);
      }
    },
  );

  test.each(['/sign-in', '/review', '/admin/users'])(
    'takes what %s itself sends, and nothing from elsewhere',
    async (path) => {
      const from = (origin: string) => ask(path, { method: 'POST', headers: { origin } });
      expect(goesOn(await from('http://localhost:3000'))).toBe(true);
      for (const origin of ['https://evil.example', 'null', 'http://localhost:3001'])
        expect((await from(origin)).status).toBe(403);
      expect((await ask(path, { method: 'DELETE' })).status).toBe(405);
    },
  );

  const part = '--x\r\nContent-Disposition: form-data; name="email"\r\n\r\na@b.c\r\n';
  test.each([
    ['without a boundary', 'multipart/form-data', 'x', 400],
    ['that is none', 'multipart/form-data; boundary=x', 'garbage', 400],
    ['that breaks off', 'multipart/form-data; boundary=x', part, 400],
    ['that is whole', 'multipart/form-data; boundary=x', `${part}--x--\r\n`, 200],
  ])('tells a form %s from one', async (_, type, body, status) => {
    const answer = await ask('/sign-in', { method: 'POST', headers: { 'content-type': type }, body });
    expect([answer.status, goesOn(answer)]).toEqual([status, status === 200]);
  });

  test('remembers the language of a link over http as over http', async () => {
    expect((await ask('/?lang=sw')).headers.get('set-cookie')).toMatch(/^soko-language=sw; (?!.*secure)/i);
  });
});

describe('over https', () => {
  test('gives its cookie to https alone', async () => {
    vi.resetModules();
    vi.stubEnv('PUBLIC_URL', 'https://soko.example');
    const { proxy: anew } = await import('./proxy');
    const response = await anew(
      new NextRequest('http://localhost:3000/?lang=sw', { headers: { host: 'localhost:3000' } }),
    );
    expect(response.headers.get('set-cookie')).toMatch(/^soko-language=sw; .*secure/i);
  });
});
