import { describe, expect, test, vi } from 'vitest';
import { CandidateCache } from './candidate-cache';
import type { CandidateRow } from './candidates';

const MINUTE = 60_000;
const row = (productId: string, colours: string[] | null = ['red']): CandidateRow => ({
  productId,
  sellerPhone: '254712345678',
  imagePerceptualHash: null,
  colours,
  priceAmount: null,
  priceCurrency: null,
  listedAt: null,
});
const match = (productId: string, version?: string) => ({
  productId,
  score: 1,
  ...(version === undefined ? {} : { version }),
});

describe('what is known of candidates', () => {
  test('holds for the entry it was read for, not for the one after', () => {
    const cache = new CandidateCache();
    cache.keep(match('1', '7'), row('1'));
    expect(cache.get(match('1', '7'))).toEqual(row('1'));
    expect(cache.get(match('1', '8'))).toBeUndefined();
    expect(cache.get(match('2', '7'))).toBeUndefined();
  });

  test('is nothing for an index that does not say what changed', () => {
    const cache = new CandidateCache();
    cache.keep(match('1'), row('1'));
    expect(cache.get(match('1'))).toBeUndefined();
  });

  test('is nothing for a picture that is still to be looked at', () => {
    const cache = new CandidateCache();
    cache.keep(match('1', '7'), row('1', null));
    expect(cache.get(match('1', '7'))).toBeUndefined();
  });

  test('is bounded', () => {
    const cache = new CandidateCache(2);
    for (const id of ['1', '2', '3']) cache.keep(match(id, '7'), row(id));
    expect(['1', '2', '3'].map((id) => cache.get(match(id, '7')) !== undefined)).toEqual([false, false, true]);
  });

  test('is forgotten within half an hour, whether anybody searches or not', () => {
    vi.useFakeTimers();
    try {
      const cache = new CandidateCache();
      cache.keep(match('1', '7'), row('1'));
      vi.advanceTimersByTime(14 * MINUTE);
      cache.keep(match('2', '7'), row('2'));
      expect([cache.get(match('1', '7')), cache.get(match('2', '7'))]).toEqual([row('1'), row('2')]);
      // Being asked for keeps nothing.
      for (let minute = 14; minute < 30; minute += 1) {
        vi.advanceTimersByTime(MINUTE);
        cache.get(match('1', '7'));
      }
      expect([cache.get(match('1', '7')), cache.size]).toEqual([undefined, 0]);
      cache.keep(match('3', '7'), row('3'));
      vi.advanceTimersByTime(30 * MINUTE);
      expect([cache.size, vi.getTimerCount()]).toEqual([0, 0]);
    } finally {
      vi.useRealTimers();
    }
  });
});
