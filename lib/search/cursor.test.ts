import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SokoError } from '@/lib/platform/errors';
import {
  DEEPEST_MATCH,
  decodeFeedCursor,
  decodeMatchCursor,
  encodeFeedCursor,
  encodeMatchCursor,
  isOurCursor,
} from './cursor';

const productId = fc.stringMatching(/^\d{1,20}$/);

describe('cursors', () => {
  it('come back as they went', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8.64e15 }), productId, (listedAt, id) => {
        expect(decodeFeedCursor(encodeFeedCursor({ listedAt, productId: id }))).toEqual({ listedAt, productId: id });
      }),
    );
    expect(decodeMatchCursor(encodeMatchCursor(48))).toBe(48);
  });

  it.each([
    '',
    'x',
    '!!!',
    'W10',
    'e30',
    Buffer.from('[1]').toString('base64url'),
    Buffer.from('[-1,"12"]').toString('base64url'),
    'A'.repeat(5000),
  ])('refuses %j as a feed cursor', (cursor) => {
    expect(() => decodeFeedCursor(cursor)).toThrowError(
      expect.objectContaining({ code: 'invalid_cursor', status: 400 }),
    );
    expect(isOurCursor(cursor)).toBe(false);
  });

  it('never throws anything else, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          decodeMatchCursor(text);
        } catch (error) {
          expect(error).toBeInstanceOf(SokoError);
        }
      }),
    );
  });

  it('refuses to look deeper than anybody does', () => {
    expect(() => decodeMatchCursor(encodeMatchCursor(DEEPEST_MATCH + 1))).toThrowError(/page link/);
  });
});
