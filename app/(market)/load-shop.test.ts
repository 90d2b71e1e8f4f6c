import { expect, test, vi } from 'vitest';
import { browseProducts } from '@/lib/marketplace/browse-products';
import { loadShopShelf } from './load-shop';

vi.mock('@/app/wiring/process', () => ({ database: () => ({}), pool: () => ({}), vocabulary: () => ({}) }));
vi.mock('@/lib/marketplace/browse-products', () => ({
  browseProducts: vi.fn(async () => ({ products: [], nextCursor: null })),
}));

const SELLER = '3f0c6f3e-3c55-4a8a-9d32-5a7a3f6a1b2c';

test.each([
  ['a shop as it is', {}, undefined, 1],
  ['a shop that is narrowed', { q: 'dress' }, undefined, 2],
  ['a shop’s next page', {}, 'a cursor', 2],
])('%s', async (_, filters, cursor, reads) => {
  vi.mocked(browseProducts).mockClear();
  await loadShopShelf(SELLER, filters, cursor);
  expect(browseProducts).toHaveBeenCalledTimes(reads);
});
