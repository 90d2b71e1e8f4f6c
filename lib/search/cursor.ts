import { z } from 'zod';
import { SokoError } from '@/lib/platform/errors';

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

/** Where a feed page ended: the last product's listing time (ms) and id. */
export interface FeedPosition {
  listedAt: number;
  productId: string;
}

const feedPosition = z.tuple([z.number().int().min(0).max(8.64e15), z.string().regex(/^\d{1,20}$/)]);

export function encodeFeedCursor({ listedAt, productId }: FeedPosition): string {
  return encode([listedAt, productId]);
}

export function decodeFeedCursor(cursor: string): FeedPosition {
  const [listedAt, productId] = decode(cursor, feedPosition);
  return { listedAt, productId };
}

/** How far matches may be paged: nobody looks further, and a vector store pays for every skipped row. */
export const DEEPEST_MATCH = 2_000;

const matchOffset = z.tuple([z.number().int().min(0).max(DEEPEST_MATCH)]);

export function encodeMatchCursor(offset: number): string {
  return encode([offset]);
}

export function decodeMatchCursor(cursor: string): number {
  return decode(cursor, matchOffset)[0];
}

/** For pages, which start from the beginning rather than refuse a mangled link. */
export function isOurCursor(cursor: string): boolean {
  try {
    decodeFeedCursor(cursor);
    return true;
  } catch {
    return false;
  }
}
