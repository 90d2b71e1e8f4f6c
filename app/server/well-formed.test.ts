import { describe, expect, test } from 'vitest';
import { isWellFormed } from './well-formed';

const well = (url: string, { method = 'GET', host = 'soko.example' }: { method?: string; host?: string } = {}) =>
  isWellFormed({ method, url, headers: { host } });

describe('an address', () => {
  test.each([
    ...['/', '/?q=%', '/?q=%ff&x=%00', '/products/1', '/products/%F0%9F%98%80', '/products/%5c..', '/search?q=a+b#x'],
    ...['/media/products/ab/cd.jpg', '/_next/static/chunks/%5Broot%5D.js', '/a%2Fb', '/%2e%2e/%2e%2e', '/nope'],
    `/search?q=${'a'.repeat(10_000)}`,
  ])('is well formed: %s', (url) => {
    expect(well(url)).toBe(true);
  });

  test.each([
    ...['/%', '/%E0%A4%A', '/%ff', '/%zz', '/a%', '/products/%ff', '/media/%C3%28/x', '/%ED%A0%80', '/%c0%af'],
    ...['/%00', '/a%00b', '/a%0d%0aset-cookie:x', '/%7f', '/%C2%85', '/%1b[2J'],
    ...['//', '//[', '//[::1', '//a:99999999/', '/\\', '/a\\b', '/\\evil.example', '*', '', 'nopath', '?x', '#x'],
    ...['http://[/', 'http://soko.example/', 'soko.example:443', `/${'a'.repeat(3_000)}`],
  ])('is not: %j', (url) => {
    expect(well(url)).toBe(false);
  });

  test('has at most a hundred parameters, whatever they are and wherever it leads', () => {
    expect(well(`/search?${'a=1&'.repeat(99)}a=1`)).toBe(true);
    for (const path of ['/', '/search', '/api/health', '/media/x', '/icon.svg'])
      for (const query of ['a&'.repeat(7_500), 'a=1&'.repeat(101), '&'.repeat(200)])
        expect(well(`${path}?${query}`)).toBe(false);
  });

  test.each(['TRACE', 'TRACK', 'CONNECT'])('is for nothing with the method %s', (method) => {
    expect(well('/', { method })).toBe(false);
  });

  test.each(['soko.example:3000', 'localhost', '127.0.0.1:1', '[::1]:3000', 'a_b.example'])(
    'is on a host: %s',
    (host) => {
      expect(well('/', { host })).toBe(true);
    },
  );

  test.each([
    '',
    '[',
    'a b',
    'evil.example/x',
    'evil.example:x',
    'user@evil.example',
    'evil\u0000',
    'a:1:2',
    'a:99999',
    '[:::]',
    '%',
    'é.example',
  ])('is on no host: %j', (host) => {
    expect(well('/', { host })).toBe(false);
  });

  test('needs no host, as of HTTP/1.0', () => {
    expect(isWellFormed({ method: 'GET', url: '/', headers: {} })).toBe(true);
  });
});

describe('what a page says that it shows', () => {
  const withTree = (tree: string) => isWellFormed({ url: '/', headers: { host: 'x', 'next-router-state-tree': tree } });

  test('is the tree that Next writes', () => {
    const tree = ['', { children: [['id', '1', 'd'], { children: ['__PAGE__', {}] }] }, null, null, true];
    expect(withTree(encodeURIComponent(JSON.stringify(tree)))).toBe(true);
  });

  test.each(['', 'garbage', '%', '%5B%5D', '%7B%7D', 'null', '["",[]]', '["",{"children":["x"]}]', '[1,{}]'])(
    'is malformed otherwise: %s',
    (tree) => {
      expect(withTree(tree)).toBe(false);
    },
  );
});
