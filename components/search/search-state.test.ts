import { describe, expect, test } from 'vitest';
import { SEARCH_SORTS } from '@/lib/marketplace/sorts.schema';
import { COLOURS } from '@/lib/media/colours.schema';
import { readSearch, searchHref } from './search-state';

const read = (search: string) => readSearch(new URLSearchParams(search));

describe('a search in an address', () => {
  test.each([
    '/search',
    '/search?q=red+dress',
    '/search?q=red&photo=abcDEF_-123',
    '/search?like=123&category=shoes&colour=teal&minPrice=100&maxPrice=2500.5&currency=KES&sort=-price',
    '/search?photo=abc&seller=254712345678&sort=newest',
  ])('%s comes back as it was', (href) => {
    expect(searchHref(read(href.split('?')[1] ?? ''))).toBe(href);
  });

  test('knows every sort and every colour of the server', () => {
    for (const sort of SEARCH_SORTS) expect(read(`sort=${sort}`).sort).toBe(sort);
    for (const colour of COLOURS) expect(read(`colour=${colour}`).filters.colour).toBe(colour);
  });

  test('leaves out what makes no sense', () => {
    expect(read('like=abc&category=x&colour=mauve&minPrice=-5&maxPrice=1e9&currency=K&seller=%27&sort=best')).toEqual(
      read(''),
    );
    expect(read('minPrice=0.0000001&maxPrice=1e3&seller=------------------------------------')).toEqual(read(''));
    expect(read('constructor=1&colour=constructor&sort=toString')).toEqual(read(''));
  });

  test('has one picture at most', () => {
    expect(read('like=1&photo=abc').picture).toEqual({ kind: 'like', productId: '1' });
  });

  test('takes the first of a parameter given twice, and cuts words that nobody typed', () => {
    expect(read('q=a&q=b').text).toBe('a');
    expect(read(`q=${'x'.repeat(5_000)}`).text).toHaveLength(200);
  });
});
