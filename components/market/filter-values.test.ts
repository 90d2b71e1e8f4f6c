import { describe, expect, test } from 'vitest';
import { activeFilters, filterEntries, filterHref, isEmptyRange } from './filter-values';

describe('filters of a page', () => {
  test('keep their currency in an address', () => {
    expect(filterHref('/', { minPrice: 5, currency: 'UGX', q: '' })).toBe('/?minPrice=5&currency=UGX');
  });

  test('are told to a form as texts, without those that are not given', () => {
    const given = { category: undefined, q: '', minPrice: 0, colour: 'red' };
    expect(filterEntries(given)).toEqual([
      ['minPrice', '0'],
      ['colour', 'red'],
    ]);
  });

  test.each([
    [{ minPrice: 2, maxPrice: 1 }, true],
    [{ minPrice: 1, maxPrice: 1 }, false],
    [{ minPrice: 2 }, false],
    [{ maxPrice: 0 }, false],
  ])('%j: nothing can lie in it: %j', (range, empty) => {
    expect(isEmptyRange(range)).toBe(empty);
  });

  test('are taken off one by one, a range with both ends and its currency', () => {
    expect(activeFilters({ minPrice: 0, currency: 'UGX', colour: 'red', sort: 'price' })).toEqual([
      { name: 'colour', without: ['colour'] },
      { name: 'price', without: ['minPrice', 'maxPrice', 'currency'] },
      { name: 'sort', without: ['sort'] },
    ]);
  });

  test('have a currency alone among them, which leaves out what is priced in others', () => {
    expect(activeFilters({ currency: 'TZS' }).map(({ name }) => name)).toEqual(['price']);
  });
});
