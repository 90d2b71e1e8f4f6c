import { expect, test, vi } from 'vitest';
import { PEER_HEADER } from '@/app/server/client-address';
import { rateLimits } from '@/app/server/rate-limits';
import { readSearch } from '@/components/search/search-state';
import { firstResults } from './first-results';

const PEER = '203.0.113.7';

vi.mock('next/headers', () => ({ headers: async () => new Headers({ [PEER_HEADER]: PEER }) }));
vi.mock('@/app/wiring', async () => {
  const { ShoppersFirst } = await import('@/lib/platform/shoppers-first');
  const shoppers = new ShoppersFirst();
  return { searchDeps: () => ({}), shoppers: () => shoppers };
});
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
