import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { PEER_HEADER } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { searchParamEntries } from '@/app/server/search-params';
import { readSearch, searchParams } from '@/components/search/search-state';
import { parseFilters } from '@/lib/marketplace/product-filters';
import { firstResults, toSearchRequest } from './first-results';

const PEER = '203.0.113.7';

vi.mock('next/headers', () => ({ headers: async () => new Headers({ [PEER_HEADER]: PEER }) }));
vi.mock('@/app/wiring/search', () => ({ searchDeps: () => ({}) }));
vi.mock('@/lib/search/search-products', () => ({ searchProducts: async () => ({ results: [] }) }));

const open = (text: string) => firstResults(readSearch([['q', text]]));

test('the page of a search is limited with the API, and says when to come back', async () => {
  expect(await open('dress')).toMatchObject({ page: { results: [] }, trouble: null });
  expect(() => {
    for (;;) rateLimits().search.take(PEER);
  }).toThrow();
  expect(await open('dress')).toMatchObject({
    page: null,
    trouble: { code: 'too_many_requests', status: 429, retryAfterSeconds: 1 },
  });
  // The form alone asks nothing.
  expect(await open('')).toMatchObject({ trouble: null });
});

/** As Next hands an address to its page, and as the browser reads it. */
async function bothReadings(address: string) {
  const given = new URLSearchParams(address);
  const handed = Object.fromEntries([...new Set(given.keys())].map((name) => [name, given.getAll(name)]));
  return { page: readSearch(await searchParamEntries(Promise.resolve(handed))), browser: readSearch(given) };
}

/** What the browser's question for the next page comes to. */
function nextPage(address: string) {
  const {
    limit: _,
    cursor: _none,
    q: _words,
    ...filters
  } = parseFilters(searchParams(readSearch(new URLSearchParams(address))));
  return filters;
}

describe('the first results of a search page', () => {
  test.each([
    'q=dress&maxPrice=1e3',
    'q=dress&minPrice=0x10&maxPrice=+5',
    'q=dress&maxPrice=0.0000001',
    'q=dress&maxPrice=100&maxPrice=900&sort=price&sort=newest',
    'q=dress&category=&category=shoes',
    'q=dress&seller=------------------------------------',
    'q=dress&seller=00000000-0000-0000-0000-000000000001',
    'q=dress&seller=0B0E7F6C-1D6F-4B8E-9B0A-5D7C1B0E7F6C&currency=kes&colour=red',
    'q=dress&sort=best&colour=mauve',
  ])('of %s are of the search that the page speaks of and goes on with', async (address) => {
    const { page, browser } = await bothReadings(address);
    expect(page).toEqual(browser);
    const { filters } = toSearchRequest(page, undefined);
    expect(filters).toEqual(nextPage(address));
    expect(filters).toEqual({ ...page.filters, ...(page.sort === 'match' ? {} : { sort: page.sort }) });
  });

  test('are so whatever the address', async () => {
    const name = fc.constantFrom(
      'minPrice',
      'maxPrice',
      'currency',
      'seller',
      'category',
      'colour',
      'sort',
      'q',
      'like',
    );
    const value = fc.oneof(
      fc.string(),
      fc.double().map(String),
      fc.uuid(),
      fc.constantFrom('shoes', 'red', 'price', '1e3'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, value)), async (pairs) => {
        const address = new URLSearchParams(pairs).toString();
        const { page } = await bothReadings(address);
        expect(toSearchRequest(page, undefined).filters).toEqual(nextPage(address));
      }),
    );
  });

  test('are searched for with the picture that the address names', () => {
    const state = readSearch(new URLSearchParams('like=12&q=but+red'));
    expect(toSearchRequest(state, 'abc')).toMatchObject({
      picture: { kind: 'product', productId: '12' },
      text: 'but red',
      cursor: 'abc',
    });
  });
});
