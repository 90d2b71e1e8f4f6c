import { load } from 'cheerio';
import { describe, expect, test } from 'vitest';
import { readPartName, sitemapIndexXml, sitemapXml, writePartName } from './sitemap';

const addressIn = (language: string, path: string) =>
  `https://soko.example${path}${language === 'en' ? '' : `${path.includes('?') ? '&' : '?'}lang=${language}`}`;

describe('sitemapXml', () => {
  const entries = [
    { path: '/products/1', changedAt: new Date('2026-01-02T03:04:05.000Z') },
    { path: '/?category=shoes', changedAt: null },
  ];
  const xml = load(sitemapXml(entries, ['en', 'sw'], addressIn), { xml: true });

  test('names every page in every language', () => {
    expect(
      xml('loc')
        .map((_, loc) => xml(loc).text())
        .get(),
    ).toEqual([
      'https://soko.example/products/1',
      'https://soko.example/products/1?lang=sw',
      'https://soko.example/?category=shoes',
      'https://soko.example/?category=shoes&lang=sw',
    ]);
  });

  test('says which pages are the same one, and when they changed', () => {
    const first = xml('url').first();
    expect(first.find('lastmod').text()).toBe('2026-01-02T03:04:05.000Z');
    expect(
      first
        .find('xhtml\\:link')
        .map((_, link) => `${xml(link).attr('hreflang')} ${xml(link).attr('href')}`)
        .get(),
    ).toEqual(['en https://soko.example/products/1', 'sw https://soko.example/products/1?lang=sw']);
    expect(xml('url').last().find('lastmod')).toHaveLength(0);
  });
});

describe('sitemapIndexXml', () => {
  test('lists the parts, escaped', () => {
    const xml = load(sitemapIndexXml(['https://soko.example/sitemaps/a.xml?x=1&y=<2>']), { xml: true });
    expect(xml('sitemap > loc').text()).toBe('https://soko.example/sitemaps/a.xml?x=1&y=<2>');
  });
});

describe('the name of a part', () => {
  test.each([null, { listedAt: new Date('2026-01-02T03:04:05.678Z'), productId: '12345678901234567890' }])(
    'of %j says where it begins',
    (start) => expect(readPartName(writePartName(start))).toEqual(start),
  );

  test.each(['products-1', 'products-', 'products-1-', 'products-1-x', 'products-99999999999999-1', 'places'])(
    '%s is none',
    (name) => expect(readPartName(name)).toBeUndefined(),
  );
});
