import { unstable_doesMiddlewareMatch as doesMatch } from 'next/experimental/testing/server';
import { describe, expect, it } from 'vitest';
import { config } from './proxy';

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
  ])('gives %s its policy and language', (path) => {
    expect(runsFor(path)).toBe(true);
  });

  it.each([
    ...['/api/search', '/media/products/ab/cd.jpg', '/metrics', '/_next/static/a.js', '/favicon.ico', '/icon.svg'],
    ...['/icons/icon-192.png', '/sw.js', '/robots.txt', '/sitemap.xml', '/sitemaps/products-0.xml', '/metrics?x=1'],
  ])('leaves %s alone', (path) => {
    expect(runsFor(path)).toBe(false);
  });
});
