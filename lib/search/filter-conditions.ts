import { Prisma } from '@/lib/platform/prisma-client/client';
import { HOME_CURRENCY, type ProductFilters } from './product-filters';
import { hasWords, type SoughtWord } from './sought-words';

/** What makes a row of `"products" p` live, as the partial indexes say it. */
const IS_LIVE = Prisma.sql`p."isListed" AND p."listedAt" IS NOT NULL`;

/** What the filters and words ask of a live row of `"products" p`, joined with AND. */
export function whereLive(filters: Omit<ProductFilters, 'q'>, words: readonly SoughtWord[]): Prisma.Sql {
  const { seller, category, minPrice, maxPrice, currency, colour } = filters;
  const conditions = [IS_LIVE];
  if (seller !== undefined) conditions.push(ofSeller(seller));
  if (category !== undefined) conditions.push(Prisma.sql`p."category" = ${category}`);
  if (minPrice !== undefined || maxPrice !== undefined || currency !== undefined) {
    conditions.push(Prisma.sql`p."priceCurrency" = ${currency ?? HOME_CURRENCY} AND p."priceAmount" IS NOT NULL`);
  }
  if (minPrice !== undefined) conditions.push(Prisma.sql`p."priceAmount" >= ${minPrice}::numeric`);
  if (maxPrice !== undefined) conditions.push(Prisma.sql`p."priceAmount" <= ${maxPrice}::numeric`);
  if (colour !== undefined) conditions.push(Prisma.sql`p."imageColours" @> ARRAY[${colour}]`);
  return Prisma.join([...conditions, ...hasWords(words)], ' AND ');
}

/** By id, or by the phone it is known by. */
function ofSeller(seller: string): Prisma.Sql {
  return seller.includes('-')
    ? Prisma.sql`p."sellerPhone" = (SELECT s."phone" FROM "sellers" s WHERE s."id" = ${seller}::uuid)`
    : Prisma.sql`p."sellerPhone" = ${seller}`;
}
