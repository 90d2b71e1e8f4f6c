import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { currencyOfPhone } from './currencies';
import { readPrice } from './read-price';

// Only against a reader that is quadratic: hundreds of texts on a machine that is busy take their time.
vi.setConfig({ testTimeout: 60_000 });

const KENYA = '254712345678';
const read = (text: string, phone = KENYA): string | null => {
  const price = readPrice(text, phone);
  return price === null ? null : `${price.currency} ${price.amount}`;
};

describe('readPrice', () => {
  test.each([
    ['KES 3,500', 'KES 3500'],
    ['kes3,500.00', 'KES 3500'],
    ['Ksh3500', 'KES 3500'],
    ['Ksh 3500', 'KES 3500'],
    ['KSh. 3,500/=', 'KES 3500'],
    ['Kshs: 850', 'KES 850'],
    ['KSH 3 500', 'KES 3500'],
    ['K.sh 200', 'KES 200'],
    ['3500 KES', 'KES 3500'],
    ['3500ksh', 'KES 3500'],
    ['500 bob', 'KES 500'],
    ['Sh 450', 'KES 450'],
    ['3500/-', 'KES 3500'],
    ['3500/=', 'KES 3500'],
    ['3,500 /=', 'KES 3500'],
    ['3.500/=', 'KES 3500'],
    ['3.5k', 'KES 3500'],
    ['3.5K', 'KES 3500'],
    ['12k', 'KES 12000'],
    ['@2500', 'KES 2500'],
    ['@ 2,500', 'KES 2500'],
    ['@2500 each', 'KES 2500'],
    ['1,200 - 1,500', 'KES 1200'],
    ['KES 1,200 - 1,500', 'KES 1200'],
    ['Ksh 1200 – Ksh 1500', 'KES 1200'],
    ['1200-1500/=', 'KES 1200'],
    ['3-5k', 'KES 3000'],
    ['1.2k to 1.5k', 'KES 1200'],
    ['was 4000 now 3200', 'KES 3200'],
    ['Was KES 4,000 now KES 3,200', 'KES 3200'],
    ['ilikuwa 4000, sasa 3200', 'KES 3200'],
    ['~4000/-~ 3200/-', 'KES 3200'],
    ['Now 3200 was 4000', 'KES 3200'],
    ['Bei: 2,000/=', 'KES 2000'],
    ['Bei ni 1500', 'KES 1500'],
    ['Price 999', 'KES 999'],
    ['2,500 tu', 'KES 2500'],
    ['1500 only', 'KES 1500'],
    ['Kes 1500 only', 'KES 1500'],
    ['UGX 45,000', 'UGX 45000'],
    ['TZS 30000/=', 'TZS 30000'],
    ['₦15,000', 'NGN 15000'],
    ['GHS 120.50', 'GHS 120.5'],
    ['GH₵120', 'GHS 120'],
    ['ZAR 450', 'ZAR 450'],
    ['USD 25', 'USD 25'],
    ['$25.99', 'USD 25.99'],
    ['US$ 25', 'USD 25'],
    ['Shoes\n2500\nSize 42', 'KES 2500'],
    ['2500', 'KES 2500'],
    ['𝐊𝐄𝐒 𝟑,𝟓𝟎𝟎', 'KES 3500'],
  ])('%j costs %s', (text, price) => expect(read(text)).toBe(price));

  test.each([
    'Call/WhatsApp 0712 345 678',
    'Call 0712345678',
    '+254712345678',
    '+254 712 345 678',
    '254712345678',
    'Piga 07xx xxx xxx',
    'Sz 36-41',
    'Size 42',
    'Sizes 38 to 45',
    'Saizi 36, 37, 38',
    'Samsung A52 128GB 6GB RAM',
    '128 GB / 8 GB',
    '5000mAh',
    '50MP camera',
    '55 inch 4K TV',
    '4k UHD',
    '20% off',
    'Discount 500 off',
    'Delivery 200/=',
    '12/05/2024',
    '2024-05-12',
    '10:30 am',
    'Open 8am - 5pm',
    'Since 2019',
    '2024',
    'Till 123456',
    'Till no. 5123456',
    'Paybill 247247 account 1,234',
    'Model 1,234',
    'N95 mask',
    'R15 rims',
    'iPhone 14',
    '100% cotton',
    '6 pcs',
    '2,000,000 volts',
    '1,000 ml',
    '10,000mAh power bank',
    'Inbox for price',
    'Bei poa',
    'KES',
    '/-',
    '',
    '0/=',
    'Version 2.0',
    '1.5 litres',
    'Ksh 0',
  ])('%j names no price', (text) => expect(read(text)).toBeNull());

  test.each([
    ['Nike Sz 36-41 Ksh 3,500 call 0712345678', 'KES 3500'],
    ['Samsung A15 128GB @18500, 5000mAh battery', 'KES 18500'],
    ['6 pcs, 1,200/= delivery 200/=', 'KES 1200'],
    ['Power bank 20,000mAh. Bei 2,300/-', 'KES 2300'],
    ['Police type. 2,000,000 volts ⚡ Bei 3,200/-, delivery ni discreet.', 'KES 3200'],
    ['Size 42, KES 3,500', 'KES 3500'],
    ['Lipa na till 512345. Ksh. 650', 'KES 650'],
    ['4K TV 55" KES 38,000', 'KES 38000'],
  ])('%j costs %s', (text, price) => expect(read(text)).toBe(price));

  test('takes the currency from the phone only where none is written, and only where it knows it', () => {
    expect(read('3500/=', '255712345678')).toBe('TZS 3500');
    expect(read('Sh 3500', '256712345678')).toBe('UGX 3500');
    expect(read('R450', '27712345678')).toBe('ZAR 450');
    expect(read('N4500', '2348012345678')).toBe('NGN 4500');
    expect(read('3500/=', '14155552671')).toBeNull();
    expect(read('KES 3500', '14155552671')).toBe('KES 3500');
    expect(currencyOfPhone('4915112345678')).toBeNull();
  });

  test('keeps the words of the seller', () => {
    expect(readPrice('Nice shoes KSh. 3,500/= only', KENYA)?.text).toBe('KSh. 3,500/=');
    expect(readPrice('1,200 - 1,500', KENYA)?.text).toBe('1,200 - 1,500');
  });

  test('reads back every amount in every usual form', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_999_999 }),
        fc.constantFrom('KES #', 'Ksh#', '#/=', '#/-', '@#', 'Bei #', '# bob'),
        (amount, form) => {
          for (const written of [String(amount), amount.toLocaleString('en-US')]) {
            expect(read(`Viatu ${form.replace('#', written)} karibu`)).toBe(`KES ${amount}`);
          }
        },
      ),
    );
  });

  test('never throws, and gives sane amounts only', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('KES ', '1,', '000', '/=', '@', '-', 'k', '.', ' ', '~', 'was '),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const price = readPrice(parts.join(''), KENYA);
        if (price === null) return;
        expect(price.amount).toBeGreaterThan(0);
        expect(Number.isFinite(price.amount)).toBe(true);
        expect(price.currency).toMatch(/^[A-Z]{3}$/);
      }),
      { numRuns: 200 },
    );
  });

  test.each(['1,', '1', '1,000', 'KES ', '07', '1 ', '- ', '1-', '@', '1.', 'was '])(
    'takes its time on 100 kB of %j in proportion',
    (unit) => {
      readPrice(unit.repeat(100_000 / unit.length), KENYA);
    },
  );
});
