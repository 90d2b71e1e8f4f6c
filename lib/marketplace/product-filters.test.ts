import { describe, expect, test } from 'vitest';
import { filterParams, parseFilters, parseProductIds, readFeedFilters, readFilters } from './product-filters';
import { FEED_SORTS } from './sorts.schema';

const of = (search: string) => new URLSearchParams(search);

describe('parseFilters', () => {
  test('reads all of them, with a page of 24', () => {
    expect(
      parseFilters(of('category=shoes&minPrice=500&maxPrice=3000&currency=ugx&q=%20red%20&seller=254712345678')),
    ).toEqual({
      category: 'shoes',
      minPrice: 500,
      maxPrice: 3000,
      currency: 'UGX',
      q: 'red',
      seller: '254712345678',
      limit: 24,
    });
  });

  test('takes an empty field as any', () => {
    expect(parseFilters(of('category=&minPrice=&q='))).toEqual({ limit: 24 });
  });

  test.each([
    'category=weapons',
    'minPrice=cheap',
    'minPrice=-1',
    'limit=0',
    'limit=1000',
    'seller=bob',
    'currency=K',
    `q=${'x'.repeat(201)}`,
  ])('refuses %s by name', (search) => {
    const name = search.split('=')[0];
    expect(() => parseFilters(of(search))).toThrowError(
      expect.objectContaining({ code: 'invalid_request', status: 400, message: expect.stringContaining(`${name} `) }),
    );
  });
});

describe('readFilters', () => {
  test('leaves out what makes no sense and keeps the rest', () => {
    expect(readFilters(of('category=weapons&minPrice=cheap&maxPrice=900&__proto__=x&toString=y'))).toEqual({
      maxPrice: 900,
    });
  });

  test('goes into links and back', () => {
    const filters = readFilters(of('q=dress&category=shoes&minPrice=5'));
    expect(readFilters(filterParams(filters))).toEqual(filters);
  });
});

describe('readFeedFilters', () => {
  test.each(['sort=match', 'sort=price', 'sort=-price', 'sort=newest', 'sort=best', 'q=dress&sort=match'])(
    'of %s asks nothing that the API of the feed refuses',
    (search) => {
      const asked = filterParams(readFeedFilters(of(search)));
      expect(() => parseFilters(asked, FEED_SORTS)).not.toThrow();
    },
  );

  test('keeps what the feed can be sorted by, and the other filters', () => {
    expect(readFeedFilters(of('q=dress&sort=-price'))).toEqual({ q: 'dress', sort: '-price' });
    expect(readFeedFilters(of('q=dress&sort=match'))).toEqual({ q: 'dress' });
  });
});

describe('parseProductIds', () => {
  test('keeps the order and each id once', () => {
    expect(parseProductIds('3, 1,3,,24500000000000000001')).toEqual(['3', '1', '24500000000000000001']);
  });

  test('takes none', () => {
    expect(parseProductIds('')).toEqual([]);
  });

  test.each(['x', '1,-2', '1;2', '123456789012345678901', Array.from({ length: 61 }, (_, i) => i).join(',')])(
    'refuses %j',
    (text) => {
      expect(() => parseProductIds(text)).toThrow(expect.objectContaining({ code: 'invalid_request', status: 400 }));
    },
  );
});
