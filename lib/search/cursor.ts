import { z } from 'zod';
import { SokoError } from '@/lib/platform/errors';
import type { SearchMode } from './product-view';
import type { FeedSort } from './search-request.schema';

/** Cursors are opaque to callers: base64url of a small JSON list, checked again when it comes back. */
function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode<T>(cursor: string, schema: z.ZodType<T>): T {
  if (cursor.length <= 200) {
    try {
      return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    } catch {
      // Falls through to the one answer for whatever is wrong with it.
    }
  }
  throw invalidCursor('This page link is not one of ours. Start again from the first page.');
}

function invalidCursor(message: string): SokoError {
  return new SokoError({ code: 'invalid_cursor', message, status: 400 });
}

const productId = z.string().regex(/^\d{1,20}$/);

/** Where a page of the newest ended: the last product's listing time (ms) and id. */
export interface FeedPosition {
  listedAt: number;
  productId: string;
}

const feedPosition = z.tuple([z.number().int().min(0).max(8.64e15), productId]);

export function encodeFeedCursor(at: FeedPosition): string {
  return encode([at.listedAt, at.productId]);
}

export function decodeFeedCursor(cursor: string): FeedPosition {
  const [listedAt, productId] = decode(cursor, feedPosition);
  return { listedAt, productId };
}

/** Where a page by price ended. */
export interface PricePosition {
  /** 0 the home currency, 1 another, 2 without a price. */
  rank: number;
  currency: string;
  /** A decimal in text, negative when the dearest come first. */
  amount: string;
  productId: string;
}

const pricePosition = z.tuple([
  z.number().int().min(0).max(2),
  z.string().regex(/^([A-Z]{3})?$/),
  z.string().regex(/^-?\d{1,12}(\.\d{1,2})?$/),
  productId,
]);

export function encodePriceCursor({ rank, currency, amount, productId }: PricePosition): string {
  return encode([rank, currency, amount, productId]);
}

export function decodePriceCursor(cursor: string): PricePosition {
  const [rank, currency, amount, productId] = decode(cursor, pricePosition);
  return { rank, currency, amount, productId };
}

/** How far matches may be paged: nobody looks further, and a vector store pays for every skipped row. */
export const DEEPEST_MATCH = 2_000;

/** Among the nearest, which are arranged as a whole (`head`: groups passed), or beyond them (`tail`: matches passed). */
export interface MatchPosition {
  /** The two orders have nothing in common: a page of one never follows a page of the other. */
  mode: SearchMode;
  part: 'head' | 'tail';
  passed: number;
}

const matchPosition = z.tuple([
  z.enum(['vectors', 'words']),
  z.enum(['head', 'tail']),
  z.number().int().min(0).max(DEEPEST_MATCH),
]);

export function encodeMatchCursor({ mode, part, passed }: MatchPosition): string {
  return encode([mode, part, passed]);
}

export function decodeMatchCursor(cursor: string): MatchPosition {
  const [mode, part, passed] = decode(cursor, matchPosition);
  return { mode, part, passed };
}

/** For a page that cannot be found in the way the page before it was. */
export function otherMode(): SokoError {
  return invalidCursor(
    'The pages before this one were found in another way than is possible now. Search again from the first page.',
  );
}

/** For the feed's pages, which start from the beginning rather than refuse a mangled link. */
export function isFeedCursor(cursor: string, sort: FeedSort): boolean {
  try {
    if (sort === 'newest') decodeFeedCursor(cursor);
    else decodePriceCursor(cursor);
    return true;
  } catch {
    return false;
  }
}
