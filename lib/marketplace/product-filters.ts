import { z } from 'zod';
import { COLOURS } from '@/lib/media/colours.schema';
import { SokoError } from '@/lib/platform/errors';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { PRODUCT_ID, SELLER_PHONE } from '@/lib/products/ids.schema';
import { CATEGORIES } from '@/lib/quality/categories.schema';
import { HOME_CURRENCY } from './currencies.schema';
import { readKnownParams } from './known-params';
import { FEED_SORTS, type FeedSort, SEARCH_SORTS, type SearchSort } from './sorts.schema';
import { hasAllWords, type SoughtText } from './sought-text';

/** Products on one page. */
const PAGE_SIZE = { most: 60, default: 24 };

const price = z.coerce.number().min(0).max(1e12);

const fields = {
  /** A seller's id, or the phone it is known by on WhatsApp. */
  seller: z.union([z.uuid(), z.string().regex(SELLER_PHONE)]),
  category: z.enum(CATEGORIES),
  minPrice: price,
  maxPrice: price,
  currency: z
    .string()
    .regex(/^[A-Za-z]{3}$/)
    .transform((code) => code.toUpperCase()),
  colour: z.enum(COLOURS),
  q: z.string().trim().min(1).max(200),
  sort: z.enum(SEARCH_SORTS),
} as const;

export const filtersSchema = z.object(fields).partial();
export type ProductFilters = z.infer<typeof filtersSchema>;

export const paging = z.object({
  limit: z.coerce.number().int().min(1).max(PAGE_SIZE.most).default(PAGE_SIZE.default),
  cursor: z.string().optional(),
});
export type Paging = z.infer<typeof paging>;

type Params = Iterable<[string, unknown]>;

/** What was given: an empty field of a form means "any". */
function given(params: Params): Record<string, unknown> {
  return Object.fromEntries([...params].filter(([, value]) => typeof value === 'string' && value.trim() !== ''));
}

/** For the API: the first wrong filter is named. `sorts`: those that make sense where they are asked for. */
export function parseFilters(params: Params, sorts: readonly SearchSort[] = SEARCH_SORTS): ProductFilters & Paging {
  const schema = filtersSchema.extend({ ...paging.shape, sort: z.enum(sorts).optional() });
  const result = schema.safeParse(given(params));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw invalid(`${issue?.path.join('.') || 'The request'} is not right: ${issue?.message ?? 'unknown'}.`);
}

const invalid = (message: string) => new SokoError({ code: 'invalid_request', message, status: 400 });

const idsSchema = z.array(z.string().regex(PRODUCT_ID)).max(PAGE_SIZE.most);

/** `1,2,3`, each once, in the order they are asked for; an empty text is none. Errors: `invalid_request`. */
export function parseProductIds(text: string): string[] {
  const ids = [...new Set(text.split(',').map((id) => id.trim()))].filter((id) => id !== '');
  const result = idsSchema.safeParse(ids);
  if (result.success) return result.data;
  throw invalid(`ids must be at most ${PAGE_SIZE.most} products’ ids, separated by commas.`);
}

/** How the feed goes. `turns`: the newest, their sellers in turn, where neither an order nor a seller is asked for. */
export type FeedOrder = FeedSort | 'turns';

export function feedOrder({ sort, seller }: ProductFilters): FeedOrder {
  return FEED_SORTS.find((name) => name === sort) ?? (seller === undefined ? 'turns' : 'newest');
}

/** For pages. */
export function readFilters(params: Params): ProductFilters {
  return readKnownParams(filtersSchema, Object.entries(given(params)));
}

/** For the feed's pages: without a sort that only searches have, which the feed's API would refuse on the next page. */
export function readFeedFilters(params: Params): ProductFilters {
  const { sort, ...filters } = readFilters(params);
  const known = FEED_SORTS.find((name) => name === sort);
  return known === undefined ? filters : { ...filters, sort: known };
}

/** The URL parameters of these filters, in a fixed order, for links. */
export function filterParams(filters: ProductFilters): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of Object.keys(fields) as (keyof ProductFilters)[]) {
    const value = filters[name];
    if (value !== undefined) params.set(name, String(value));
  }
  return params;
}

/** What makes a row of `"products" p` live, as the partial indexes say it. */
const IS_LIVE = Prisma.sql`p."isListed" AND p."listedAt" IS NOT NULL`;

/** What the filters ask of a live row of `"products" p`, joined with AND; and that it has all words of a text. */
export function whereLive(filters: Omit<ProductFilters, 'q'>, sought: SoughtText | null = null): Prisma.Sql {
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
  if (sought !== null) conditions.push(hasAllWords(sought));
  return Prisma.join(conditions, ' AND ');
}

/** By id, or by the phone it is known by. */
function ofSeller(seller: string): Prisma.Sql {
  return seller.includes('-')
    ? Prisma.sql`p."sellerPhone" = (SELECT s."phone" FROM "sellers" s WHERE s."id" = ${seller}::uuid)`
    : Prisma.sql`p."sellerPhone" = ${seller}`;
}
