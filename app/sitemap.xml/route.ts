import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { database, publicUrl } from '@/app/wiring/process';
import { sitemapIndexXml, sitemapStarts, writePartName } from '@/lib/marketplace/sitemap';

/** A route and no `sitemap.ts`: its parts would be counted while building, when there is no database. */
export const dynamic = 'force-dynamic';

export const GET = apiRoute(async (request) => {
  rateLimits().browse.take(clientAddress(request.headers));
  const starts = await sitemapStarts(database());
  const names = ['places', ...[null, ...starts].map(writePartName)];
  const addresses = names.map((name) => new URL(`/sitemaps/${name}.xml`, publicUrl()).href);
  return new Response(sitemapIndexXml(addresses), { headers: { 'content-type': 'application/xml; charset=utf-8' } });
});
