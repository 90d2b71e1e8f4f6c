import { z } from 'zod';
import { SokoError } from '@/lib/platform/errors';
import { type Crop, parseCrop } from './crop';
import { parseFilters } from './product-filters';
import type { PictureQuery } from './query-vector';
import type { SearchRequest } from './search-products';
import { SEARCH_LIMITS } from './search-request.schema';

/** A search as its fields say it; the photo, which is no field, is yet to be added. */
export interface ParsedSearch {
  request: Omit<SearchRequest, 'picture'>;
  /** An earlier photo search, or a product. */
  picture: Exclude<PictureQuery, { kind: 'photo' }> | null;
  crop: Crop | undefined;
}

/** A product's id, as it stands in an address. */
const productIdSchema = z.string().regex(/^\d{1,20}$/);
const weightSchema = z.coerce.number().min(0).max(1);

/**
 * The fields of a search, from a form or a query. Junk is told, not passed over.
 * Errors: `invalid_request`, `text_too_long`, `invalid_crop`.
 */
export function parseSearch(fields: ReadonlyMap<string, string>, hasPhoto: boolean): ParsedSearch {
  const { limit, cursor, q: _feedOnly, ...filters } = parseFilters(fields);
  const crop = given(fields, 'crop');
  const weight = given(fields, 'weight');
  return {
    request: {
      text: parseText(fields.get('text') ?? ''),
      weight: weight === undefined ? undefined : parseWeight(weight),
      filters,
      limit,
      cursor,
    },
    picture: parsePicture(given(fields, 'photo'), given(fields, 'like'), hasPhoto),
    crop: crop === undefined ? undefined : parseCrop(crop),
  };
}

function given(fields: ReadonlyMap<string, string>, name: string): string | undefined {
  return fields.get(name)?.trim() || undefined;
}

function parseText(text: string): string {
  if (text.length > SEARCH_LIMITS.textLength) {
    throw new SokoError({
      code: 'text_too_long',
      message: 'Search with fewer words: 2,000 characters at most.',
      status: 400,
    });
  }
  // A lone half of an emoji, or a zero byte, is nobody's word and more than a database takes.
  return text.toWellFormed().replaceAll('\0', ' ').trim();
}

function parseWeight(text: string): number {
  const weight = weightSchema.safeParse(text);
  if (!weight.success) throw invalid('weight is not right: a number from 0 (words only) to 1 (picture only).');
  return weight.data;
}

function parsePicture(
  token: string | undefined,
  productId: string | undefined,
  hasPhoto: boolean,
): ParsedSearch['picture'] {
  if (Number(hasPhoto) + Number(token !== undefined) + Number(productId !== undefined) > 1)
    throw invalid('Search with one picture at a time: image, photo or like.');
  if (productId !== undefined) {
    if (!productIdSchema.safeParse(productId).success) throw invalid('like is not right: a product’s id is digits.');
    return { kind: 'product', productId };
  }
  // A mangled token is told as an expired one is: what to do is the same.
  return token === undefined ? null : { kind: 'kept', token };
}

const invalid = (message: string) => new SokoError({ code: 'invalid_request', message, status: 400 });
