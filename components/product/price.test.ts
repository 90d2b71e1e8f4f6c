import { describe, expect, test } from 'vitest';
import { currencySign, formatPrice, isSaidSo } from './price';

describe('prices', () => {
  test.each([
    ['KES', 2_500, /^Ksh\s?2,500$/i],
    ['UGX', 50_000, /^UGX 50,000$/],
    ['USD', 20, /^USD 20$/],
    ['USD', 19.5, /^USD 19.50$/],
    ['nonsense', 5, /^nonsense 5$/],
  ])('in %s say which currency they are in, others than our own by its code', (currency, amount, shown) => {
    for (const language of ['en', 'sw'] as const) expect(formatPrice({ amount, currency }, language)).toMatch(shown);
  });

  test('are asked for in shillings, or by a code', () => {
    expect([currencySign('KES'), currencySign('USD')]).toEqual(['KSh', 'USD']);
  });
});

test.each([
  ['KSh. 2,650/=', true],
  ['Ksh 2650', true],
  ['2,650 each', false],
  ['Bei 2,650/-', false],
  ['Ksh 2,560', false],
])('whether %j only says the price again', (text, again) => {
  expect(isSaidSo({ amount: 2650, currency: 'KES' }, text, 'en')).toBe(again);
});
