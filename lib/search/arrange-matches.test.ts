import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SEARCH_SORTS } from '@/lib/marketplace/sorts.schema';
import { arrangeMatches } from './arrange-matches';
import type { Candidate } from './candidates';
import { candidate } from './candidates-for-tests';

const ids = (candidates: Candidate[]) => candidates.map(({ productId }) => productId);
const layout = (candidates: Candidate[], options: Partial<Parameters<typeof arrangeMatches>[1]> = {}) =>
  arrangeMatches(candidates, { sort: 'match', oneSeller: false, ...options }).groups.map(({ shown, behind, why }) =>
    why === null ? shown.productId : [shown.productId, why, ids(behind)],
  );

/** Two good ones, then a background. */
const GOOD_AND_REST = [0.9, 0.88, 0.3, 0.29, 0.28, 0.27, 0.26, 0.25];

describe('one picture', () => {
  const HASH = [0x0f0f0f0f, 0x12345678] as const;
  const NEAR = [0x0f0f0f0f ^ 0b11, 0x12345678 ^ 0b1] as const;

  test('stands once, with its copies behind it, also other sellers’', () => {
    const found = [
      candidate('1', 0.9, { pictureHash: HASH, colours: ['red'] }),
      candidate('2', 0.8),
      candidate('3', 0.7, { pictureHash: NEAR, colours: ['red', 'black'] }),
    ];
    expect(layout(found)).toEqual([['1', 'same_picture', ['3']], '2']);
  });

  test('in another colour is another product', () => {
    const found = [
      candidate('1', 0.9, { pictureHash: HASH, colours: ['red'] }),
      candidate('2', 0.8, { pictureHash: HASH, colours: ['blue'] }),
    ];
    expect(layout(found)).toEqual(['1', '2']);
  });

  test('is not taken for one where nothing is known of it', () => {
    expect(layout([candidate('1', 0.9), candidate('2', 0.8)])).toEqual(['1', '2']);
  });

  test('has at most twelve behind it: the next stands for itself again', () => {
    const found = Array.from({ length: 15 }, (_, i) => candidate(String(i), 1 - i / 100, { pictureHash: HASH }));
    expect(layout(found)).toEqual([
      ['0', 'same_picture', ids(found.slice(1, 13))],
      ['13', 'same_picture', ['14']],
    ]);
  });

  test('stands at the cheapest when sorted by price', () => {
    const price = (priceAmount: number) => ({ priceAmount, priceCurrency: 'KES', pictureHash: HASH });
    const found = [candidate('1', 0.9, price(900)), candidate('2', 0.89, price(700))];
    expect(layout(found, { sort: 'price' })).toEqual([['2', 'same_picture', ['1']]]);
  });
});

describe('one seller', () => {
  const flood = (count: number) =>
    Array.from({ length: count }, (_, i) => candidate(String(i), 1 - i / 1000, { sellerPhone: '254711111111' }));

  test('has three on their own among the best; more stand behind the first', () => {
    expect(layout([...flood(5), candidate('9', 0.5)])).toEqual([['0', 'same_seller', ['3', '4']], '1', '2', '9']);
  });

  test('is no flood when it is the one that is searched', () => {
    expect(layout(flood(5), { oneSeller: true })).toEqual(['0', '1', '2', '3', '4']);
  });

  test('is no flood when it alone has the words: its shop was asked for', () => {
    const found = [...flood(5).map((one) => ({ ...one, hasWords: true })), candidate('9', 0.5)];
    expect(layout(found)).toEqual(['0', '1', '2', '3', '4', '9']);
  });

  test('stands again after twelve', () => {
    const arranged = layout(flood(20));
    expect(arranged.map((group) => (Array.isArray(group) ? group[0] : group))).toEqual(['0', '1', '2', '15']);
  });

  test('is gathered among the good ones alone', () => {
    const found = GOOD_AND_REST.map((score, i) => candidate(String(i), score, { sellerPhone: '254711111111' }));
    expect(layout(found)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
  });
});

describe('the order', () => {
  test('puts the good ones first whatever it is by', () => {
    const prices = [500, 400, 10, 30, 20, null, 60, 50];
    const found = GOOD_AND_REST.map((score, i) =>
      candidate(String(i), score, { priceAmount: prices[i] ?? null, priceCurrency: 'KES', listedAt: i }),
    );
    expect(layout(found, { sort: 'price' })).toEqual(['1', '0', '2', '4', '3', '7', '6', '5']);
    expect(layout(found, { sort: '-price' })).toEqual(['0', '1', '6', '7', '3', '4', '2', '5']);
    expect(layout(found, { sort: 'newest' })).toEqual(['1', '0', '7', '6', '5', '4', '3', '2']);
    expect(arrangeMatches(found, { sort: 'price', oneSeller: false }).groups.map(({ good }) => good)).toEqual([
      true,
      true,
      ...Array(6).fill(false),
    ]);
  });

  test('has those with all the words as the good ones, however their scores fall', () => {
    const found = [0.9, 0.6, 0.59, 0.5, 0.49, 0.1].map((score, i) =>
      candidate(String(i), score, { hasWords: i < 3, priceAmount: 10 - i, priceCurrency: 'KES' }),
    );
    expect(arrangeMatches(found, { sort: 'match', oneSeller: false }).goodCount).toBe(3);
    expect(layout(found, { sort: 'price' })).toEqual(['2', '1', '0', '5', '4', '3']);
  });

  test('never compares prices of two currencies', () => {
    const priced = (id: string, priceAmount: number, priceCurrency: string) =>
      candidate(id, 0.5, { priceAmount, priceCurrency });
    const found = [priced('1', 10, 'USD'), priced('2', 2_000, 'KES'), priced('3', 9, 'TZS'), priced('4', 100, 'KES')];
    expect(layout(found, { sort: 'price' })).toEqual(['4', '2', '3', '1']);
  });
});

test('shows every candidate exactly once, however they are arranged', () => {
  const one = fc.record({
    score: fc.double({ min: 0, max: 1, noNaN: true }),
    sellerPhone: fc.constantFrom('254711111111', '254722222222', '254733333333'),
    hash: fc.constantFrom(null, [1, 2] as const, [3, 2] as const, [-1, -2] as const),
    priceAmount: fc.option(fc.integer({ min: 1, max: 9 })),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 120 }), fc.constantFrom(...SEARCH_SORTS), fc.boolean(), (any, sort, own) => {
      const found = any
        .sort((a, b) => b.score - a.score)
        .map(({ hash, score, ...rest }, i) =>
          candidate(String(i), score, { ...rest, pictureHash: hash, priceCurrency: 'KES' }),
        );
      const { groups, goodCount } = arrangeMatches(found, { sort, oneSeller: own });
      const shown = groups.flatMap((group) => ids([group.shown, ...group.behind]));
      expect(shown.toSorted()).toEqual(ids(found).toSorted());
      for (const { behind, why } of groups) {
        expect(behind.length).toBeLessThanOrEqual(12);
        expect(why === null).toBe(behind.length === 0);
      }
      if (goodCount === null) expect(groups.some(({ good }) => good)).toBe(false);
    }),
  );
});
