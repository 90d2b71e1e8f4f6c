import type { Prisma, PrismaClient } from '@/lib/platform/prisma-client/client';
import { decodeFeedCursor, encodeFeedCursor } from './cursor';
import { HOME_CURRENCY, type ProductFilters } from './product-filters';
import { productViewSelect, toProductView } from './product-rows';
import type { ProductPage } from './product-view';

export interface BrowseRequest extends ProductFilters {
  limit: number;
  cursor?: string | undefined;
}

/** Live products, newest first. Errors: `invalid_cursor`. */
export async function browseProducts(db: PrismaClient, request: BrowseRequest): Promise<ProductPage> {
  const rows = await db.product.findMany({
    where: {
      AND: [{ isListed: true, listedAt: { not: null } }, ...filterConditions(request), ...after(request.cursor)],
    },
    orderBy: [{ listedAt: 'desc' }, { productId: 'desc' }],
    take: request.limit + 1,
    select: productViewSelect,
  });
  const page = rows.slice(0, request.limit);
  const last = page.at(-1);
  const more = rows.length > request.limit && last?.listedAt;
  return {
    products: page.map(toProductView),
    nextCursor: more ? encodeFeedCursor({ listedAt: more.getTime(), productId: last.productId }) : null,
  };
}

function after(cursor: string | undefined): Prisma.ProductWhereInput[] {
  if (cursor === undefined) return [];
  const { listedAt, productId } = decodeFeedCursor(cursor);
  const at = new Date(listedAt);
  return [{ OR: [{ listedAt: { lt: at } }, { listedAt: at, productId: { lt: productId } }] }];
}

/** What the filters ask of a product's row. Every word of `q` must be in its title or description. */
function filterConditions(filters: ProductFilters): Prisma.ProductWhereInput[] {
  const conditions: Prisma.ProductWhereInput[] = [];
  const { seller, category, minPrice, maxPrice, currency, q } = filters;
  if (seller !== undefined)
    conditions.push(seller.includes('-') ? { seller: { id: seller } } : { sellerPhone: seller });
  if (category !== undefined) conditions.push({ category });
  if (minPrice !== undefined || maxPrice !== undefined || currency !== undefined) {
    const range: Prisma.DecimalNullableFilter = { not: null };
    if (minPrice !== undefined) range.gte = minPrice;
    if (maxPrice !== undefined) range.lte = maxPrice;
    conditions.push({ priceAmount: range, priceCurrency: currency ?? HOME_CURRENCY });
  }
  for (const word of q?.split(/\s+/).slice(0, 12) ?? []) {
    // Prisma hands LIKE's own signs through.
    const contains = { contains: word.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const };
    conditions.push({ OR: [{ title: contains }, { description: contains }] });
  }
  return conditions;
}
