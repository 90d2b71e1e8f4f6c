import { apiRoute } from '@/app/server/api-route';
import { categoryCounts } from '@/app/server/category-counts';
import { clientAddress } from '@/app/server/client-address';
import { addressIn } from '@/app/server/page-metadata';
import { rateLimits } from '@/app/server/rate-limits';
import { database } from '@/app/wiring/process';
import { LANGUAGES } from '@/lib/language/languages.schema';
import { productEntries, readPartName, type SitemapEntry, sellerEntries, sitemapXml } from '@/lib/marketplace/sitemap';
import { SokoError } from '@/lib/platform/errors';

/** One part of the sitemap: `places.xml` (the market, its categories, its sellers), or products, as the list has it. */
export const GET = apiRoute<{ params: Promise<{ part: string }> }>(async (request, { params }) => {
  rateLimits().browse.take(clientAddress(request.headers));
  const xml = sitemapXml(await entriesOf((await params).part), LANGUAGES, addressIn);
  return new Response(xml, {
    headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  });
});

async function entriesOf(name: string): Promise<SitemapEntry[]> {
  if (name === 'places.xml') return places();
  const start = name.endsWith('.xml') ? readPartName(name.slice(0, -'.xml'.length)) : undefined;
  const entries = start === undefined ? [] : await productEntries(database(), start);
  // The first part is there even while nothing is live: the list of parts names it.
  if (entries.length > 0 || start === null) return entries;
  throw new SokoError({ code: 'not_found', message: 'There is no such part of the sitemap.', status: 404 });
}

async function places(): Promise<SitemapEntry[]> {
  const [categories, sellers] = await Promise.all([categoryCounts(), sellerEntries(database())]);
  const paths = [
    '/',
    '/sell',
    '/privacy',
    '/terms',
    '/contact',
    ...categories.map(({ category }) => `/?category=${category}`),
  ];
  return [...paths.map((path) => ({ path, changedAt: null })), ...sellers];
}
