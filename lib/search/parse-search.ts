import { z } from 'zod';
import { parseFilters } from '@/lib/marketplace/product-filters';
import type { Crop } from '@/lib/media/normalise-image';
import { SokoError } from '@/lib/platform/errors';
import { PRODUCT_ID } from '@/lib/products/ids.schema';
import type { PictureQuery } from './query-vector';
import type { SearchRequest } from './search-products';

/** A search from its form's fields; the photo, which is none of them, is yet to be added. */
export interface ParsedSearch {
  request: Omit<SearchRequest, 'picture'>;
  /** An earlier photo search, or a product. */
  picture: Exclude<PictureQuery, { kind: 'photo' }> | null;
  crop: Crop | undefined;
}

/** In characters. The model reads no more than 64 tokens. */
export const LONGEST_TEXT = 2_000;
const weightSchema = z.coerce.number().min(0).max(1);

/**
 * The fields of a search, from a form or an address. Junk is refused, not ignored.
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
  if (text.length > LONGEST_TEXT) {
    throw new SokoError({
      code: 'text_too_long',
      message: 'Search with fewer words: 2,000 characters at most.',
      status: 400,
    });
  }
  // Databases take no lone surrogates and no zero bytes.
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
    if (!PRODUCT_ID.test(productId)) throw invalid('like is not right: a product’s id is digits.');
    return { kind: 'product', productId };
  }
  // A mangled token is refused later, as an expired one is: what to do about it is the same.
  return token === undefined ? null : { kind: 'kept', token };
}

const invalid = (message: string) => new SokoError({ code: 'invalid_request', message, status: 400 });

/** A smaller part says nothing about a product. */
const SMALLEST_CROP = 0.02;
/** Browsers' fractions rarely add up to exactly 1. */
const TOLERANCE = 1e-3;
/** Four fractions of twenty digits: nothing longer is parsed. */
const LONGEST_CROP = 100;

/** `x,y,w,h` as fractions. Errors: `invalid_crop`. */
export function parseCrop(text: string): Crop {
  if (text.length > LONGEST_CROP) throw invalidCrop();
  const parts = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [x, y, width, height] = parts;
  if (parts.length !== 4 || x === undefined || y === undefined || width === undefined || height === undefined)
    throw invalidCrop();
  if (!parts.every((part) => part >= 0 && part <= 1)) throw invalidCrop();
  if (width < SMALLEST_CROP || height < SMALLEST_CROP || x + width > 1 + TOLERANCE || y + height > 1 + TOLERANCE)
    throw invalidCrop();
  return { x, y, width: Math.min(width, 1 - x), height: Math.min(height, 1 - y) };
}

const invalidCrop = () =>
  new SokoError({
    code: 'invalid_crop',
    message: 'crop must be x,y,w,h as fractions of the picture that stay inside it, for example 0.1,0.2,0.5,0.6.',
    status: 400,
  });
