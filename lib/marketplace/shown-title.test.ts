import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPrice } from '@/lib/hydration/price/read-price';
import { shownTitle } from './shown-title';

const phone = '254712345678';

/** As its page is read: the price from the title. */
const shown = (title: string): string => {
  const price = readPrice(title, phone);
  return shownTitle(title, { price, priceText: price?.text ?? null, phone });
};

describe('shownTitle', () => {
  test.each([
    ['Dress 2,500/=', 'Dress'],
    ['Blue maxi dress - KES 3,500', 'Blue maxi dress'],
    ['Kiondo basket | Ksh850', 'Kiondo basket'],
    ['Sneakers 3500/-', 'Sneakers'],
    ['Ankara headwrap @450', 'Ankara headwrap'],
    ['Leso Kes 900 only', 'Leso'],
    ['Sufuria set 🔥 Bei: 1,200/=', 'Sufuria set'],
    ['Sufuria set Bei: 1,200/= 🔥🔥', 'Sufuria set'],
    ['Handbag (KSh 2,000)', 'Handbag'],
    ['iPhone 13 128GB - 65k', 'iPhone 13 128GB'],
    ['KSh 1,200 | Ankara headwrap', 'Ankara headwrap'],
    ['Price: 2,500/= Ladies office bag', 'Ladies office bag'],
    ['@2500 each - Kitenge shirt', 'Kitenge shirt'],
    ['Sneakers size 42 3500/=', 'Sneakers size 42'],
    ['Baby cot 3 in 1 - Ksh 9,500', 'Baby cot 3 in 1'],
    ['Viatu vya ngozi 3,000/= tu', 'Viatu vya ngozi'],
  ])('%s is shown as %s', (title, expected) => {
    expect(shown(title)).toBe(expected);
  });

  test.each([
    'Dress 2,500 - 3,000',
    'Dress was 4000 now 3000',
    'Socks 3 for 500',
    'Soksi 3 kwa 500',
    'Nokia 3310',
    '2,500/=',
    'KES 3,500 only',
    'Dress 2,500/= free delivery',
    'Buy at 500/= get one free',
    'Sneakers size 42',
    'Handbag',
    '500 for 2 cups',
    'Curtains from 1,500/=',
    'Mats, delivery 200',
  ])('%s is left as it is', (title) => {
    expect(shown(title)).toBe(title);
  });

  test('takes off what is the price by the page’s own tags, too', () => {
    const price = { amount: 2500, currency: 'KES' };
    expect(shownTitle('Dress 2,500/=', { price, priceText: 'KES 2500.00', phone })).toBe('Dress');
    expect(shownTitle('Dress 2,700/=', { price, priceText: 'KES 2500.00', phone })).toBe('Dress 2,700/=');
    expect(shownTitle('Dress $2500', { price, priceText: 'KES 2500.00', phone })).toBe('Dress $2500');
  });

  test('takes off what WhatsApp still says of a price that the seller has corrected', () => {
    const price = { amount: 2000, currency: 'KES' };
    expect(shownTitle('Dress 2,500/=', { price, priceText: '2,500/=', phone })).toBe('Dress');
  });

  test('leaves a title without a price alone', () => {
    expect(shownTitle('Dress 2,500/=', { price: null, priceText: null, phone })).toBe('Dress 2,500/=');
  });

  const piece = fc.oneof(
    fc.constantFrom(
      'Dress',
      'was',
      'for',
      'KSh',
      '2,500/=',
      '3000',
      '@',
      '-',
      '(',
      ')',
      'only',
      'bei',
      '|',
      '🔥',
      '12',
    ),
    fc.string({ maxLength: 4 }),
  );

  test('adds nothing: what is shown is the beginning or the end of the title, and names something', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 7 }), (pieces) => {
        const title = pieces.join(' ');
        const left = shown(title);
        expect(title.startsWith(left) || title.endsWith(left)).toBe(true);
        if (left !== title) expect(left).toMatch(/\p{L}[\p{L}\p{M}]/u);
      }),
    );
  });

  test('takes nothing off where no number of the title is the price', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 7 }), (pieces) => {
        const title = pieces.join(' ');
        const price = { amount: 987_654, currency: 'KES' };
        expect(shownTitle(title, { price, priceText: 'KES 987654.00', phone })).toBe(title);
      }),
    );
  });

  test('takes off every price written as sellers do', () => {
    const amount = fc.integer({ min: 100, max: 90_000 }).map((n) => n * 10);
    const forms: ((n: number) => string)[] = [
      (n) => `KES ${n.toLocaleString('en-US')}`,
      (n) => `Ksh${n}`,
      (n) => `${n}/-`,
      (n) => `@${n}`,
      (n) => `KSh. ${n.toLocaleString('en-US')}/=`,
    ];
    fc.assert(
      fc.property(amount, fc.constantFrom(...forms), fc.constantFrom(' ', ' - ', ' | ', ': '), (n, form, join) => {
        expect(shown(`Kitenge dress${join}${form(n)}`)).toBe('Kitenge dress');
      }),
    );
  });
});
