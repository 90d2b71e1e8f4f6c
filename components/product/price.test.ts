import { expect, test } from 'vitest';
import { isSaidSo } from './price';

test.each([
  ['KSh. 2,650/=', true],
  ['Ksh 2650', true],
  ['2,650 each', false],
  ['Bei 2,650/-', false],
  ['Ksh 2,560', false],
])('whether %j only says the price again', (text, again) => {
  expect(isSaidSo({ amount: 2650, currency: 'KES' }, text, 'en')).toBe(again);
});
