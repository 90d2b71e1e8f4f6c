import type { PrismaClient } from '@/lib/platform/prisma-client/client';

/** Half of what the protocol allows in one file: every product is in it in two languages. */
const SITEMAP_PART = 25_000;

export interface SitemapEntry {
  path: string;
  /** When it last changed; null when nobody knows. */
  changedAt: Date | null;
}

/** How many parts all live products make; at least one. */
export async function countSitemapParts(db: PrismaClient, size = SITEMAP_PART): Promise<number> {
  const products = await db.product.count({ where: { isListed: true } });
  return Math.max(1, Math.ceil(products / size));
}

/** One part of all live products, counted from 0. */
export async function productEntries(db: PrismaClient, part: number, size = SITEMAP_PART): Promise<SitemapEntry[]> {
  const rows = await db.product.findMany({
    where: { isListed: true },
    orderBy: { productId: 'asc' },
    skip: part * size,
    take: size,
    select: { productId: true, listedAt: true },
  });
  return rows.map(({ productId, listedAt }) => ({ path: `/products/${productId}`, changedAt: listedAt }));
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
