import { describe, expect, it } from 'vitest';
import { CandidateCache } from './candidate-cache';
import type { CandidateRow } from './read-candidates';

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
  it('holds for the entry it was read for, not for the one after', () => {
    const cache = new CandidateCache();
    cache.keep(match('1', '7'), row('1'));
    expect(cache.get(match('1', '7'))).toEqual(row('1'));
    expect(cache.get(match('1', '8'))).toBeUndefined();
    expect(cache.get(match('2', '7'))).toBeUndefined();
  });

  it('is nothing for an index that does not say what changed', () => {
    const cache = new CandidateCache();
    cache.keep(match('1'), row('1'));
    expect(cache.get(match('1'))).toBeUndefined();
  });

  it('is nothing for a picture that is still to be looked at', () => {
    const cache = new CandidateCache();
    cache.keep(match('1', '7'), row('1', null));
    expect(cache.get(match('1', '7'))).toBeUndefined();
  });

  it('is bounded', () => {
    const cache = new CandidateCache(2);
    for (const id of ['1', '2', '3']) cache.keep(match(id, '7'), row(id));
    expect(['1', '2', '3'].map((id) => cache.get(match(id, '7')) !== undefined)).toEqual([false, false, true]);
  });
});
