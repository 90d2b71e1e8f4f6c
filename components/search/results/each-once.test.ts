import { expect, test } from 'vitest';
import { eachOnce } from './each-once';

const match = (productId: string, ...behind: string[]) => ({
  product: { productId },
  alike: behind.length === 0 ? null : { results: behind.map((id) => ({ product: { productId: id } })) },
});
const idsOf = (...pages: ReturnType<typeof match>[][]) =>
  eachOnce(pages.map((results) => ({ results }))).map(({ product }) => product.productId);

test('keeps the order of pages that share nothing', () => {
  expect(idsOf([match('3'), match('1')], [match('2')])).toEqual(['3', '1', '2']);
  expect(idsOf()).toEqual([]);
});

test('shows what moved to a later page where it was found first', () => {
  expect(idsOf([match('1'), match('2')], [match('2'), match('3')], [match('1'), match('4')])).toEqual([
    '1',
    '2',
    '3',
    '4',
  ]);
});

test('takes what stands behind another as found', () => {
  expect(idsOf([match('1', '2', '3')], [match('3'), match('4')])).toEqual(['1', '4']);
});
