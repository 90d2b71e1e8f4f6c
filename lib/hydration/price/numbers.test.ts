import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberOf } from './numbers';

describe('numberOf', () => {
  test.each([
    ['3500', null, 3500],
    ['3,500', null, 3500],
    ['3.500', null, 3500],
    ['3 500', null, 3500],
    ["1'250", null, 1250],
    ['1,250,000', null, 1_250_000],
    ['1,50,000', null, 150_000],
    ['12,50,000.50', null, 1_250_000.5],
    ['3,500.00', null, 3500],
    ['3.5', null, 3.5],
    ['0.5', null, 0.5],
    ['1.250,00', null, 1250],
    ['1 250,00', 'ZAR', 1250],
    ['12,5', 'EUR', 12.5],
    ['12,50', 'EUR', 12.5],
    ['1.250', 'KWD', 1.25],
    ['12,50', 'KES', null],
    ['1,2000', 'KES', null],
    ['1,2000', 'EUR', null],
    ['1,23,4', null, null],
    ['1.50.000', null, null],
    ['1,250.000', null, null],
    ['3,500,00', null, null],
    ['3500,000', null, null],
    ['0,500', null, null],
    ['0712', null, null],
    ['00', null, null],
    ['1.2345', null, null],
    ['12345678901', null, null],
  ])('%j in %s', (written, currency, value) => expect(numberOf(written, currency)).toBe(value));

  test('reads back what any country writes', () => {
    const notations = [
      ['en-US', 'USD'],
      ['en-IN', 'INR'],
      ['de-DE', 'EUR'],
      ['pt-BR', 'BRL'],
      ['id-ID', 'IDR'],
      ['de-CH', 'CHF'],
    ] as const;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999_999 }),
        fc.constantFrom(...notations),
        (cents, [locale, currency]) => {
          const value = cents / 100;
          const written = value.toLocaleString(locale, { minimumFractionDigits: 2 });
          expect(numberOf(written, currency)).toBe(value);
        },
      ),
    );
  });
});
