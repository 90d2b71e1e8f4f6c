import { z } from 'zod';
import { SokoError } from '@/lib/platform/errors';
import { CATEGORIES } from '@/lib/quality/categories.schema';
import {
  COLOURS,
  FEED_SORTS,
  type FeedSort,
  SEARCH_LIMITS,
  SEARCH_SORTS,
  type SearchSort,
} from './search-request.schema';

/** Prices of different currencies are never compared: a price filter means this one unless it names another. */
export const HOME_CURRENCY = 'KES';

const price = z.coerce.number().min(0).max(1e12);

const fields = {
  /** A seller's id, or the phone it is known by on WhatsApp. */
  seller: z.union([z.uuid(), z.string().regex(/^\d{7,15}$/)]),
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
  limit: z.coerce.number().int().min(1).max(SEARCH_LIMITS.pageSize).default(SEARCH_LIMITS.defaultPageSize),
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
  throw new SokoError({
    code: 'invalid_request',
    message: `${issue?.path.join('.') || 'The request'} is not right: ${issue?.message ?? 'unknown'}.`,
    status: 400,
  });
}

/** The feed has nothing to match: it starts with the newest. */
export function feedSort(sort: ProductFilters['sort']): FeedSort {
  return FEED_SORTS.find((name) => name === sort) ?? 'newest';
}

/** For pages: a filter that makes no sense is left out, so that an old or mangled link still shows something. */
export function readFilters(params: Params): ProductFilters {
  const entries = Object.entries(given(params)).flatMap(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name as keyof typeof fields] : undefined;
    const result = field?.safeParse(value);
    return result?.success ? [[name, result.data]] : [];
  });
  return filtersSchema.parse(Object.fromEntries(entries));
}

/** For the feed's pages, which have nothing to match: its API, asked for the next page, refuses a sort that is of searches alone. */
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
