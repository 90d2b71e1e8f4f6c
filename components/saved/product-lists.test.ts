import { describe, expect, test } from 'vitest';
import { parseKept, withKept, withoutKept } from '@/components/device/kept-list';
import { productsOf } from './product-lists';

const dress = { productId: '1', title: 'Dress' };
const shoes = { productId: '2', title: 'Shoes' };

describe('parseKept', () => {
  test('reads what was written', () => {
    expect(parseKept(JSON.stringify([dress, shoes]), productsOf(10))).toEqual([dress, shoes]);
  });

  test.each([
    null,
    '',
    'null',
    '{}',
    '"1"',
    '[',
    '[[]]',
    '[null, 1, "2", {}, {"productId": 3}, {"productId": "x"}]',
    '[{"productId":"123456789012345678901"}]',
  ])('takes %j for nothing', (text) => {
    expect(parseKept(text, productsOf(10))).toEqual([]);
  });

  test('keeps what is good among junk, each once and not too many', () => {
    const text = JSON.stringify([7, { productId: '1', title: 5 }, dress, shoes, { productId: '3' }]);
    expect(parseKept(text, productsOf(2))).toEqual([{ productId: '1', title: '' }, shoes]);
  });

  test('cuts a title that somebody made endless', () => {
    expect(parseKept(JSON.stringify([{ productId: '1', title: '🔥'.repeat(5000) }]), productsOf(10))[0]?.title).toBe(
      '🔥'.repeat(120),
    );
  });
});

describe('withKept', () => {
  test('puts the newest first, moves one that is there, drops the oldest', () => {
    expect(withKept([shoes], dress, productsOf(2))).toEqual([dress, shoes]);
    expect(withKept([shoes, dress], dress, productsOf(2))).toEqual([dress, shoes]);
    expect(withKept([shoes, dress], { productId: '3', title: 'Bag' }, productsOf(2))).toEqual([
      { productId: '3', title: 'Bag' },
      shoes,
    ]);
  });
});

describe('withoutKept', () => {
  test('takes one away', () => {
    expect(withoutKept([shoes, dress], '2', productsOf(2))).toEqual([dress]);
  });
});
