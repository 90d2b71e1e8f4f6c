import { z } from 'zod';
import { SokoError } from '@/lib/platform/errors';
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
  throw new SokoError({
    code: 'invalid_cursor',
    message: 'This page link is not one of ours. Start again from the first page.',
    status: 400,
  });
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
  part: 'head' | 'tail';
  passed: number;
}

const matchPosition = z.tuple([z.enum(['head', 'tail']), z.number().int().min(0).max(DEEPEST_MATCH)]);

export function encodeMatchCursor({ part, passed }: MatchPosition): string {
  return encode([part, passed]);
}

export function decodeMatchCursor(cursor: string): MatchPosition {
  const [part, passed] = decode(cursor, matchPosition);
  return { part, passed };
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
