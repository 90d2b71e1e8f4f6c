import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Price } from '@/lib/hydration/price/read-price';
import { groundedFacts, type PriceDisagreement } from './grounded-facts';
import type { SaidFacts } from './said-facts';

const NOTHING: SaidFacts = { price: null, brand: null, sizes: [], material: null };
const kes = (amount: number): Price => ({ amount, currency: 'KES', text: `KSh ${amount}` });
const said = (amount: number, currency: string | null = 'KES') => ({ amount, currency });

describe('the price', () => {
  const settle = (model: SaidFacts['price'], price: Price | null, amounts: Price[]) => {
    const settled = groundedFacts({ ...NOTHING, price: model }, '', { price, amounts });
    return [settled.price, settled.disagreement];
  };

  test.each<[string, SaidFacts['price'], Price | null, Price[], Price | null, PriceDisagreement | null]>([
    ['both say the same', said(2500), kes(2500), [kes(2500)], kes(2500), null],
    ['both find none', null, null, [], null, null],
    ['ours took the order minimum', said(2500), kes(5000), [kes(2500), kes(5000)], kes(2500), 'amount'],
    ['ours found none among the amounts', said(3500), null, [kes(200), kes(3500)], kes(3500), 'reader_none'],
    ['the model says a number that stands nowhere', said(9999), kes(2500), [kes(2500)], kes(2500), 'amount'],
    ['the model makes one up', said(9999), null, [], null, 'reader_none'],
    ['the model finds none', null, kes(2500), [kes(2500)], kes(2500), 'model_none'],
    ['the page states one that the words do not hold', said(2500), kes(3000), [kes(2500)], kes(3000), 'amount'],
    ['another currency', said(1_200_000, 'KES'), ugx(1_200_000), [ugx(1_200_000)], ugx(1_200_000), 'currency'],
    ['no currency said', said(2500, null), kes(2500), [kes(2500)], kes(2500), null],
    ['the amount in two currencies', said(20, 'USD'), null, [kes(20), usd(20)], usd(20), 'reader_none'],
    ['the other of two currencies', said(20, 'USD'), kes(20), [kes(20), usd(20)], usd(20), 'currency'],
    ['two currencies and none said', said(20, null), kes(20), [usd(20), kes(20)], kes(20), null],
    ['a currency that stands elsewhere, as ours knows', said(20, 'USD'), usd(20), [kes(20)], usd(20), null],
    [
      'no country, the currency said',
      said(20, 'EUR'),
      null,
      [none(20)],
      { ...none(20), currency: 'EUR' },
      'reader_none',
    ],
    ['no country and no currency said', said(20, null), null, [none(20)], null, 'reader_none'],
    ['cents', said(35.5), kes(35.5), [kes(35.5)], kes(35.5), null],
  ])('%s', (_, model, read, amounts, price, disagreement) => {
    expect(settle(model, read, amounts)).toEqual([price, disagreement]);
  });

  test('is ours, or one that stands in the words: never what only the model says', () => {
    const price = fc.integer({ min: 1, max: 30 }).map(kes);
    const claim = fc.option(
      fc.record({ amount: fc.integer({ min: 1, max: 30 }), currency: fc.constantFrom('KES', null) }),
    );
    fc.assert(
      fc.property(claim, fc.option(price), fc.array(price, { maxLength: 5 }), (model, read, amounts) => {
        const [carried] = settle(model, read, amounts);
        expect([read, ...amounts, null]).toContainEqual(carried);
        if (read !== null) expect(carried).not.toBeNull();
      }),
    );
  });
});

describe('brand, sizes and material', () => {
  const words = 'NIKE Air-Max 90 🔥\nNgozi halisi, sz 38-41 & 6.5. Pamba 100%. Café Crème, Zara';
  const ground = (facts: Partial<SaidFacts>) =>
    groundedFacts({ ...NOTHING, ...facts }, words, { price: null, amounts: [] });

  test.each([
    ['Nike', 'Nike'],
    ['nike air max', 'nike air max'],
    ['CAFE CREME', 'CAFE CREME'],
    ['Adidas', null],
    ['Nik', null],
    ['Nike Zara', null],
    ['!', null],
    ['', null],
  ])('the brand %j', (claim, brand) => {
    expect(ground({ brand: claim }).brand).toBe(brand);
  });

  test('sizes that are written, once each', () => {
    expect(ground({ sizes: ['38-41', '38', '39', '6.5', '6', '38'] }).sizes).toEqual(['38-41', '38', '6.5']);
  });

  test('a material that is written', () => {
    expect([ground({ material: 'ngozi' }).material, ground({ material: 'leather' }).material]).toEqual(['ngozi', null]);
  });

  test('no words ground nothing', () => {
    const facts = { price: null, brand: 'Nike', sizes: ['38'], material: 'silk' };
    expect(groundedFacts(facts, '', { price: null, amounts: [] })).toEqual({
      ...{ price: null, disagreement: null, brand: null, sizes: [], material: null },
    });
  });
});

function ugx(amount: number): Price {
  return { amount, currency: 'UGX', text: `UGX ${amount}` };
}
function usd(amount: number): Price {
  return { amount, currency: 'USD', text: `$${amount}` };
}
function none(amount: number): Price {
  return { amount, currency: 'XXX', text: `${amount}` };
}
