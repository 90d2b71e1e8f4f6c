import type { Pool } from 'pg';
import { z } from 'zod';
import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';
import type { Vocabulary } from '@/lib/words/vocabulary';
import { HOME_CURRENCY } from './currencies.schema';
import { decodePriceCursor, encodePriceCursor } from './cursor';
import { findLiveProducts } from './live-products';
import { newestFirst, type Place, sellersInTurn } from './newest-products';
import { type FeedOrder, feedOrder, type Paging, type ProductFilters, whereLive } from './product-filters';
import type { ProductPage } from './product-view.schema';
import { readSoughtText } from './sought-words';

export interface BrowseDeps {
  db: PrismaClient;
  /** Of the same database, as is the vocabulary. */
  pool: Pool;
  vocabulary: Vocabulary;
}

export type BrowseRequest = ProductFilters & Paging;

/**
 * Live products. Without an order: the newest, their sellers in turn. By price: the home currency first, currencies
 * never mixed, products without a price last. Errors: `invalid_cursor`.
 */
export async function browseProducts(deps: BrowseDeps, request: BrowseRequest): Promise<ProductPage> {
  const order = feedOrder(request);
  const { limit, cursor: _cursor, q, ...filters } = request;
  const where = whereLive(filters, q === undefined ? null : await readSoughtText(deps, q));
  const places = await placesOf(deps, where, request, order);
  const page = places.slice(0, limit);
  const ids = page.map(({ productId }) => productId);
  const products = await findLiveProducts(deps.pool, ids);
  return {
    products: ids.flatMap((id) => products.get(id) ?? []),
    nextCursor: places.length > limit ? (page.at(-1)?.cursor ?? null) : null,
  };
}

function placesOf(
  { db, pool }: BrowseDeps,
  where: Prisma.Sql,
  request: BrowseRequest,
  order: FeedOrder,
): Promise<Place[]> {
  if (order === 'turns') return sellersInTurn(pool, where, request);
  return order === 'newest' ? newestFirst(pool, where, request) : byPrice(db, where, request, order);
}

const priceRows = z.array(
  z.object({ productId: z.string(), rank: z.number(), currency: z.string(), amount: z.string() }),
);

/** As the indexes `products_cheapest_idx` and `products_dearest_idx` have them: a page is read from where it begins. */
const RANK = Prisma.raw(`(CASE WHEN "priceAmount" IS NULL OR "priceCurrency" IS NULL THEN 2
  WHEN "priceCurrency" = '${HOME_CURRENCY}' THEN 0 ELSE 1 END)`);
const CURRENCY = Prisma.raw(`(CASE WHEN "priceAmount" IS NULL THEN '' ELSE coalesce("priceCurrency", '') END)`);
const AMOUNT = {
  price: Prisma.raw(`(CASE WHEN "priceCurrency" IS NULL THEN 0 ELSE coalesce("priceAmount", 0) END)`),
  '-price': Prisma.raw(`(CASE WHEN "priceCurrency" IS NULL THEN 0 ELSE -coalesce("priceAmount", 0) END)`),
};

async function byPrice(
  db: PrismaClient,
  where: Prisma.Sql,
  { cursor, limit, ...filters }: BrowseRequest,
  sort: 'price' | '-price',
): Promise<Place[]> {
  const order = Prisma.sql`${RANK}, ${CURRENCY}, ${AMOUNT[sort]}, p."productId"`;
  const after = cursor === undefined ? Prisma.empty : afterPriced(order, decodePriceCursor(cursor));
  const rows = await db.$queryRaw`
    SELECT p."productId", ${RANK} AS "rank", ${CURRENCY} AS "currency", ${AMOUNT[sort]}::text AS "amount"
    FROM "products" p WHERE ${where} ${within(filters, sort)} ${after} ORDER BY ${order} LIMIT ${limit + 1}`;
  return priceRows.parse(rows).map((row) => ({ productId: row.productId, cursor: encodePriceCursor(row) }));
}

/**
 * The price that is asked for as the index has it: it is read from there on, not from the cheapest or dearest of all,
 * which at a million products takes seconds. Says nothing that whereLive does not. As rows, not column by column:
 * PostgreSQL would take the columns for independent, and next to nothing for left.
 */
function within({ minPrice, maxPrice, currency }: ProductFilters, sort: 'price' | '-price'): Prisma.Sql {
  if (minPrice === undefined && maxPrice === undefined && currency === undefined) return Prisma.empty;
  const asked = currency ?? HOME_CURRENCY;
  const place = Prisma.sql`${asked === HOME_CURRENCY ? 0 : 1}::int, ${asked}`;
  const [from, to] = sort === 'price' ? [minPrice, maxPrice] : [negative(maxPrice), negative(minPrice)];
  const bound = (than: '>=' | '<=', amount: number | undefined) =>
    amount === undefined
      ? Prisma.sql`AND (${RANK}, ${CURRENCY}) ${Prisma.raw(than)} (${place})`
      : Prisma.sql`AND (${RANK}, ${CURRENCY}, ${AMOUNT[sort]}) ${Prisma.raw(than)} (${place}, ${amount}::numeric)`;
  return Prisma.sql`${bound('>=', from)} ${bound('<=', to)}`;
}

const negative = (amount: number | undefined): number | undefined => (amount === undefined ? undefined : -amount);

function afterPriced(order: Prisma.Sql, at: ReturnType<typeof decodePriceCursor>): Prisma.Sql {
  const { rank, currency, amount, productId } = at;
  return Prisma.sql`AND (${order}) > (${rank}::int, ${currency}, ${amount}::numeric, ${productId})`;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** East Africa Time, which knows no summer. */
const OFFSET_MS = 3 * 60 * 60 * 1000;

/** When today began for Soko's shoppers: the feed marks what is new since then. */
export function startOfNairobiDay(now: Date): Date {
  const local = now.getTime() + OFFSET_MS;
  return new Date(local - (local % DAY_MS) - OFFSET_MS);
}
