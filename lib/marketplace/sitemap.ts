import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';

/** Half of what the protocol allows in one file: every product is in it in two languages. */
const SITEMAP_PART = 25_000;

export interface SitemapEntry {
  path: string;
  /** When it last changed; null when nobody knows. */
  changedAt: Date | null;
}

/** The first product of a part; what is live stands in the order in which it came to be, so that no place moves. */
export interface PartStart {
  listedAt: Date;
  productId: string;
}

/** Where the parts of all live products begin, after the first one. In an index; nothing is read but their places. */
export function sitemapStarts(db: PrismaClient, size = SITEMAP_PART): Promise<PartStart[]> {
  const nextAfter = (since: Prisma.Sql) => Prisma.sql`
    SELECT p."listedAt", p."productId" FROM "products" p WHERE ${LIVE} AND ${since}
    ORDER BY p."listedAt", p."productId" OFFSET ${size} LIMIT 1`;
  return db.$queryRaw<PartStart[]>`
    WITH RECURSIVE start AS (
      (${nextAfter(Prisma.sql`true`)})
      UNION ALL
      SELECT next.* FROM start, LATERAL (
        ${nextAfter(Prisma.sql`(p."listedAt", p."productId") >= (start."listedAt", start."productId")`)}
      ) next
    ) SELECT * FROM start`;
}

/** The part of all live products that begins there, or the first one. None: there is no such part. */
export async function productEntries(
  db: PrismaClient,
  start: PartStart | null,
  size = SITEMAP_PART,
): Promise<SitemapEntry[]> {
  const since = start
    ? Prisma.sql`AND (p."listedAt", p."productId") >= (${start.listedAt}, ${start.productId})`
    : Prisma.empty;
  const rows = await db.$queryRaw<PartStart[]>`
    SELECT p."listedAt", p."productId" FROM "products" p WHERE ${LIVE} ${since}
    ORDER BY p."listedAt", p."productId" LIMIT ${size}`;
  return rows.map(({ productId, listedAt }) => ({ path: `/products/${productId}`, changedAt: listedAt }));
}

/** As the feed has it: nothing goes live without a time. */
const LIVE = Prisma.sql`p."isListed" AND p."listedAt" IS NOT NULL`;

/** A part's name in an address, without its ending. */
export function writePartName(start: PartStart | null): string {
  return start === null ? 'products-0' : `products-${start.listedAt.getTime()}-${start.productId}`;
}

/** Undefined for what names no part. */
export function readPartName(name: string): PartStart | null | undefined {
  if (name === writePartName(null)) return null;
  const [, listedAt, productId] = /^products-(\d{1,13})-(\d{1,20})$/.exec(name) ?? [];
  if (listedAt === undefined || productId === undefined) return undefined;
  return { listedAt: new Date(Number(listedAt)), productId };
}

/** Sellers who have something live. */
export async function sellerEntries(db: PrismaClient): Promise<SitemapEntry[]> {
  const rows = await db.seller.findMany({
    where: { products: { some: { isListed: true } } },
    orderBy: { id: 'asc' },
    take: SITEMAP_PART,
    select: { id: true },
  });
  return rows.map(({ id }) => ({ path: `/sellers/${id}`, changedAt: null }));
}

/** `urlset` with each page's address in every language. `addressIn` gives an absolute one. */
export function sitemapXml<Language extends string>(
  entries: SitemapEntry[],
  languages: readonly Language[],
  addressIn: (language: Language, path: string) => string,
): string {
  const urls = entries.map(({ path, changedAt }) => {
    const addresses = languages.map((language) => [language, escapeXml(addressIn(language, path))] as const);
    const alternates = addresses.map(
      ([language, href]) => `<xhtml:link rel="alternate" hreflang="${language}" href="${href}"/>`,
    );
    const lastmod = changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : '';
    return addresses.map(([, href]) => `<url><loc>${href}</loc>${lastmod}${alternates.join('')}</url>`).join('\n');
  });
  return `${HEAD}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls.join('\n')}
</urlset>
`;
}

/** The list of a sitemap's parts, by their absolute addresses. */
export function sitemapIndexXml(addresses: string[]): string {
  const parts = addresses.map((href) => `<sitemap><loc>${escapeXml(href)}</loc></sitemap>`);
  return `${HEAD}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${parts.join('\n')}
</sitemapindex>
`;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}
