import { SEARCH_SORTS, type SearchSort } from '@/lib/marketplace/sorts.schema';
import { COLOURS, type Colour } from '@/lib/media/colours.schema';
import { CATEGORIES } from '@/lib/quality/categories.schema';

/** What the picture part of a search is: an earlier photo search, or a product. */
export type PictureSource = { kind: 'photo'; token: string } | { kind: 'like'; productId: string };

/** A search as its address says it. Everything that a shared link, Back and reload need. */
export interface SearchState {
  text: string;
  picture: PictureSource | null;
  sort: SearchSort;
  filters: SearchFilters;
}

export interface SearchFilters {
  category?: string;
  colour?: Colour;
  minPrice?: number;
  maxPrice?: number;
  currency?: string;
  seller?: string;
}

const LONGEST_TEXT = 200;
/** What comes back from a number as it went in: no exponents. */
const PRICE = /^\d{1,12}(\.\d{1,6})?$/;
/** An id, as the API takes it, or a phone. */
const SELLER = /^([\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}|\d{7,15})$/i;

/** Reads an address. What makes no sense is left out, so that an old or mangled link still shows something. */
export function readSearch(params: Iterable<readonly [string, string]>): SearchState {
  const given = new Map([...params].reverse());
  const get = (name: string) => given.get(name)?.trim() ?? '';
  return {
    text: get('q').slice(0, LONGEST_TEXT),
    picture: readPicture(get('photo'), get('like')),
    sort: SEARCH_SORTS.find((sort) => sort === get('sort')) ?? 'match',
    filters: readFilters(get),
  };
}

function readPicture(token: string, productId: string): PictureSource | null {
  if (/^\d{1,20}$/.test(productId)) return { kind: 'like', productId };
  return token === '' ? null : { kind: 'photo', token };
}

function readFilters(get: (name: string) => string): SearchFilters {
  const filters: SearchFilters = {};
  const [currency, seller] = [get('currency'), get('seller')];
  const category = CATEGORIES.find((name) => name === get('category'));
  const colour = COLOURS.find((name) => name === get('colour'));
  if (category) filters.category = category;
  if (colour) filters.colour = colour;
  for (const name of ['minPrice', 'maxPrice'] as const) if (PRICE.test(get(name))) filters[name] = Number(get(name));
  if (/^[A-Za-z]{3}$/.test(currency)) filters.currency = currency.toUpperCase();
  if (SELLER.test(seller)) filters.seller = seller;
  return filters;
}

/** The parameters of an address, in a fixed order: the same search has the same ones. */
export function searchParams({ text, picture, sort, filters }: SearchState): URLSearchParams {
  const params = new URLSearchParams();
  const set = (name: string, value: string | number | undefined) => {
    if (value !== undefined && value !== '') params.set(name, String(value));
  };
  set('q', text);
  set('photo', picture?.kind === 'photo' ? picture.token : undefined);
  set('like', picture?.kind === 'like' ? picture.productId : undefined);
  set('category', filters.category);
  set('colour', filters.colour);
  set('minPrice', filters.minPrice);
  set('maxPrice', filters.maxPrice);
  set('currency', filters.currency);
  set('seller', filters.seller);
  set('sort', sort === 'match' ? undefined : sort);
  return params;
}

export function searchHref(state: SearchState): string {
  const params = searchParams(state).toString();
  return params === '' ? '/search' : `/search?${params}`;
}
