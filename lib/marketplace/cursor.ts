import { z } from 'zod';
import { SokoError } from '@/lib/platform/errors';
import { PRODUCT_ID } from '@/lib/products/ids.schema';

/** Cursors are opaque to callers: base64url of a small JSON list, checked again when it comes back. */
export function encodeCursor(position: unknown[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** `longest`: in characters, of those that hold a text. Errors: `invalid_cursor`. */
export function decodeCursor<T>(cursor: string, schema: z.ZodType<T>, longest = 200): T {
  if (cursor.length <= longest) {
    try {
      return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    } catch {
      // Falls through: whatever is wrong with it, the answer is the same.
    }
  }
  throw invalidCursor('This page link is not one of ours. Start again from the first page.');
}

export function invalidCursor(message: string): SokoError {
  return new SokoError({ code: 'invalid_cursor', message, status: 400 });
}

const productId = z.string().regex(PRODUCT_ID);

/** Where a page of the newest ended: the last product's listing time (ms) and id. */
export interface FeedPosition {
  listedAt: number;
  productId: string;
}

const feedPosition = z.tuple([z.number().int().min(0).max(8.64e15), productId]);

export function encodeFeedCursor({ listedAt, productId }: FeedPosition): string {
  return encodeCursor([listedAt, productId]);
}

export function decodeFeedCursor(cursor: string): FeedPosition {
  const [listedAt, productId] = decodeCursor(cursor, feedPosition);
  return { listedAt, productId };
}

/** Where a page of sellers in turn ended. */
export interface TurnPosition extends FeedPosition {
  /** What was the newest on the first page. */
  newest: FeedPosition;
  /** Null: beyond those that are arranged. */
  turn: number | null;
}

const turnPosition = z.tuple([feedPosition, z.number().int().min(0).max(1_000).nullable(), feedPosition]);

export function encodeTurnCursor({ newest, turn, listedAt, productId }: TurnPosition): string {
  return encodeCursor([[newest.listedAt, newest.productId], turn, [listedAt, productId]]);
}

export function decodeTurnCursor(cursor: string): TurnPosition {
  const [newest, turn, [listedAt, productId]] = decodeCursor(cursor, turnPosition);
  return { newest: { listedAt: newest[0], productId: newest[1] }, turn, listedAt, productId };
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
  return encodeCursor([rank, currency, amount, productId]);
}

export function decodePriceCursor(cursor: string): PricePosition {
  const [rank, currency, amount, productId] = decodeCursor(cursor, pricePosition);
  return { rank, currency, amount, productId };
}
