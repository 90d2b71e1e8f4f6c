import { expect, test } from 'vitest';
import { readSought } from './sought-products';

test.each([
  ['https://wa.me/p/7654321098765/254712345678', '7654321098765'],
  ['https://soko.example/products/7654321098765?like=1', '7654321098765'],
  [' 7654321098765 ', '7654321098765'],
])('finds the product in %s', (text, productId) => {
  expect(readSought(text)).toEqual({ kind: 'id', productId });
});

test.each(['Kitenge dress', '100% cotton', '42', '/p/123456789012345678901'])('takes %s for words', (text) => {
  expect(readSought(text)).toEqual({ kind: 'words', words: text });
});
