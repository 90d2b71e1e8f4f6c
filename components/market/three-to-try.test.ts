import { expect, test } from 'vitest';
import type { CardView } from '@/lib/marketplace/product-view.schema';
import { threeToTry } from './three-to-try';

const card = (productId: string, shop: string, stored = true): CardView => ({
  productId,
  seller: { id: shop, name: shop, proven: false },
  title: productId,
  price: null,
  imageUrl: '/media/a.webp',
  s3ImageUrl: stored ? '/media/a.webp' : null,
  pictureSources: [],
  imageWidth: 1,
  imageHeight: 1,
  imagePlaceholder: null,
  listedAt: null,
});
const tried = (...products: CardView[]) => threeToTry(products).map(({ productId }) => productId);

test('examples are of different shops where there are, and three where there are so many', () => {
  const [a1, a2, a3, b1, c1] = [card('a1', 'a'), card('a2', 'a'), card('a3', 'a'), card('b1', 'b'), card('c1', 'c')];
  expect(new Set(threeToTry([a1, b1, a2, c1, a3]).map(({ seller }) => seller.id))).toEqual(new Set(['a', 'b', 'c']));
  expect(tried(a1, a2, b1)).toHaveLength(3);
  expect(new Set(tried(a1, a2, b1)).size).toBe(3);
});

test('examples are those furthest down the page, which sellers in turn fill', () => {
  const inTurn = ['a1', 'b1', 'c1', 'a2', 'b2', 'c2'].map((id) => card(id, id.charAt(0)));
  expect(tried(...inTurn)).toEqual(['c2', 'b2', 'a2']);
});

test('nothing is tried whose picture may be gone, and an empty market has nothing to try', () => {
  expect(tried(card('a1', 'a', false), card('b1', 'b'))).toEqual(['b1']);
  expect(tried()).toEqual([]);
});
