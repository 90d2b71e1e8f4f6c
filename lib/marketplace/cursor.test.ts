import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeFeedCursor,
  decodePriceCursor,
  decodeTurnCursor,
  encodeFeedCursor,
  encodePriceCursor,
  encodeTurnCursor,
} from './cursor';

const productId = fc.stringMatching(/^\d{1,20}$/);

describe('cursors', () => {
  test('come back as they went', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8.64e15 }), productId, (listedAt, id) => {
        expect(decodeFeedCursor(encodeFeedCursor({ listedAt, productId: id }))).toEqual({ listedAt, productId: id });
      }),
    );
    const newest = { listedAt: 8.64e15, productId: '9'.repeat(20) };
    for (const turn of [0, 7, null]) {
      const place = { newest, turn, listedAt: 5, productId: '1'.repeat(20) };
      expect(decodeTurnCursor(encodeTurnCursor(place))).toEqual(place);
    }
    const price = { rank: 0, currency: 'KES', amount: '-1250.50', productId: '12' };
    expect(decodePriceCursor(encodePriceCursor(price))).toEqual(price);
  });

  test.each([
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
    expect(() => decodePriceCursor(cursor)).toThrowError(expect.objectContaining({ code: 'invalid_cursor' }));
    expect(() => decodeTurnCursor(cursor)).toThrowError(expect.objectContaining({ code: 'invalid_cursor' }));
  });

  test.each([
    [3, 'KES', '1', '12'],
    [0, 'KES; DROP', '1', '12'],
    [0, 'KES', '1e9', '12'],
    [0, 'KES', 'NaN', '12'],
    [0, 'KES', '1', "12' OR 1=1"],
    [0, 'KES', 1, '12'],
  ])('refuses a price cursor that was tampered with: %j', (...position) => {
    const cursor = Buffer.from(JSON.stringify(position)).toString('base64url');
    expect(() => decodePriceCursor(cursor)).toThrowError(expect.objectContaining({ code: 'invalid_cursor' }));
  });

  test('of one order are refused in another', () => {
    const newest = encodeFeedCursor({ listedAt: 1, productId: '1' });
    for (const decode of [decodePriceCursor, decodeTurnCursor])
      expect(() => decode(newest)).toThrowError(expect.objectContaining({ code: 'invalid_cursor' }));
  });
});
