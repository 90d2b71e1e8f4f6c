import { apiRoute } from '@/app/server/api-route';
import { clientAddress } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { database, publicUrl } from '@/app/wiring/process';
import { type PartStart, sitemapIndexXml, sitemapStarts, writePartName } from '@/lib/marketplace/sitemap';
import { RecentCounts } from '@/lib/platform/recent-counts';

/** A route and no `sitemap.ts`: its parts would be counted while building, when there is no database. */
export const dynamic = 'force-dynamic';

/** All that is live is walked for it. Parts begin where they began; what is new comes at the end of the last one. */
const recent = new RecentCounts<PartStart[]>({ keptMs: 60_000, keptTimes: 100, toldMs: 60 * 60_000, atMost: 1 });

export const GET = apiRoute(async (request) => {
  rateLimits().browse.take(clientAddress(request.headers));
  const starts = await recent.get('', () => sitemapStarts(database()));
  const names = ['places', ...[null, ...starts].map(writePartName)];
  const addresses = names.map((name) => new URL(`/sitemaps/${name}.xml`, publicUrl()).href);
  return new Response(sitemapIndexXml(addresses), { headers: { 'content-type': 'application/xml; charset=utf-8' } });
});
