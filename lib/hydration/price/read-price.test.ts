import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { currencyOfPhone } from './currencies';
import { readAmounts, readPrice, readStatedPrice } from './read-price';

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
    expect(read('3500', '4915112345678')).toBe('EUR 3500');
    expect(currencyOfPhone('14155552671')).toBeNull();
  });

  test('keeps the words of the seller', () => {
    expect(readPrice('Nice shoes KSh. 3,500/= only', KENYA)?.text).toBe('KSh. 3,500/=');
    expect(readPrice('1,200 - 1,500', KENYA)?.text).toBe('1,200 - 1,500');
  });

  /** Every way to write a Kenyan amount of whole shillings. */
  const written = (amount: number): string[] => {
    const commas = amount.toLocaleString('en-US');
    const forms = [`KES ${amount}`, `Ksh${commas}`, `KSh. ${commas}.00`, `${commas}/=`, `${amount}/-`, `${amount} bob`];
    forms.push(
      `Kes/${amount}`,
      `Ksh/= ${amount}`,
      `Price:${amount}`,
      `Bei ni ${commas} tu`,
      `Sh ${commas}`,
      `@${amount}`,
    );
    forms.push(
      `KES ${amount.toLocaleString('en-IN')}`,
      `Ksh *${commas}*`,
      `*Price:* _${amount}_`,
      `Price 👉 ${commas}`,
    );
    if (amount >= 1000) forms.push(`KES ${commas.replace(/,/g, '.')}`);
    // KES 250 300 may be two.
    if (/^\d\d?,|,000/.test(commas)) forms.push(`KES ${commas.replace(/,/g, ' ')}`);
    if (amount % 100 === 0 && amount >= 1000) forms.push(`Ksh ${amount / 1000}k`, `@${amount / 1000}K`);
    if (amount % 100_000 === 0) forms.push(`Ksh ${amount / 1_000_000}M`, `KES ${amount / 1_000_000} million`);
    return forms;
  };
  const amounts = fc.oneof(
    fc.integer({ min: 20, max: 9_999_999 }).filter((amount) => amount < 2005 || amount > 2035),
    fc.integer({ min: 1, max: 90 }).map((hundreds) => hundreds * 100),
    fc.integer({ min: 1, max: 90 }).map((lakhs) => lakhs * 100_000),
  );

  test('reads back every amount in every usual form', () => {
    const before = fc.constantFrom(
      '',
      'Viatu ',
      'iPhone 13 - ',
      '🔥 ',
      '*SALE*\n',
      '(',
      'Size 42, ',
      '1. Bag\n',
      'Set of 6: ',
    );
    const after = fc.constantFrom(
      '',
      ' karibu',
      ' 🔥🔥',
      '\nCall 0712 345 678',
      ', free delivery',
      ' only',
      ' each',
      '!',
    );
    fc.assert(
      fc.property(amounts, before, after, (amount, start, end) => {
        for (const form of written(amount))
          expect(`${form}: ${read(start + form + end)}`).toBe(`${form}: KES ${amount}`);
      }),
    );
  });

  test('is not changed by what is no money', () => {
    const beside = fc.constantFrom(
      'Call 0712 345 678',
      '+254 712 345 678',
      'Till 512345',
      'Paybill 247247 account 0712345678',
      'Sizes 36 37 38 39 40 41',
      'Sizes 240 245 250 255 260 265 270',
      'Size 36-45',
      '128GB 8GB RAM, 5000mAh',
      'Free delivery for orders above KES 50,000',
      'Delivery within CBD Ksh 100',
      'Booking fee 500/=',
      '2 years warranty',
      '20% off',
      '24k gold plated',
      'Since 2015',
      'Shop 45, River Road',
    );
    fc.assert(
      fc.property(amounts, beside, fc.boolean(), (amount, other, first) => {
        for (const form of written(amount)) {
          const caption = first ? `${other}\n${form}` : `${form}\n${other}`;
          expect(`${caption}: ${read(caption)}`).toBe(`${caption}: KES ${amount}`);
        }
      }),
    );
  });

  test('makes no tiny price of groups that are mangled', () => {
    const tail = fc.stringMatching(/^(?:\d|\d{2}|\d{4,5})$/);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        tail,
        fc.constantFrom('Ksh #', 'Price #', '#/=', '#'),
        (head, end, form) => {
          expect(read(form.replace('#', `${head},${end}`))).toBeNull();
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

describe('readAmounts', () => {
  const amountsOf = (text: string, phone = KENYA): number[] =>
    readAmounts(text, phone)
      .map(({ amount }) => amount)
      .sort((a, b) => a - b);

  test.each([
    ['Was 5,000 now 3,500, call 0712 345 678', [3500, 5000]],
    ['3-5k', [3, 5, 3000, 5000]],
    ['UGX 1.2M', [1.2, 1_200_000]],
    ['12,50', [12.5]],
    ['3.500', [3.5, 3500]],
    ['Ksh 1,50,000', [150_000]],
    ['KES 1 250 000', [1, 250, 1_250_000]],
    ['Size 42 at 2500', [42, 2500]],
    ['Sizes 240 245', [240, 245]],
    ['+254712345678 wa.me/254712345678', []],
    ['1,2000', []],
    ['elfu 5', [5000]],
    ['', []],
  ])('%j could be about %j', (text, expected) => expect(amountsOf(text)).toEqual(expected));

  test('says whose money it is, XXX where nobody knows', () => {
    expect(readAmounts('USD 25', KENYA)).toContainEqual({ amount: 25, currency: 'USD', text: 'USD 25' });
    expect(readAmounts('25', KENYA)).toEqual([{ amount: 25, currency: 'KES', text: '25' }]);
    expect(readAmounts('25', '14155552671')).toEqual([{ amount: 25, currency: 'XXX', text: '25' }]);
  });

  test('has whatever price is read', () => {
    const part = fc.oneof(
      fc.constantFrom('KES ', '/=', '@', '-', 'k', ' ', '\n', 'now ', 'Price: ', 'M', '*', '~', 'to', ',', '.'),
      fc.integer({ min: 0, max: 99_999 }).map(String),
      fc.integer({ min: 1, max: 999_999 }).map((each) => each.toLocaleString('en-US')),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const price = readPrice(text, KENYA);
        if (price !== null) expect(amountsOf(text)).toContain(price.amount);
      }),
      { numRuns: 500 },
    );
  });
});

describe('readStatedPrice', () => {
  const stated = (amount: string, currency: string): string | null => {
    const price = readStatedPrice({ amount, currency }, KENYA);
    return price === null ? null : `${price.currency} ${price.amount}`;
  };

  test.each([
    ['3,500.00', 'KES', 'KES 3500'],
    ['3500', 'KSh', 'KES 3500'],
    ['3500', 'KSH', 'KES 3500'],
    ['3500.0', 'kes', 'KES 3500'],
    ['3500.000000', 'KES', 'KES 3500'],
    ['1.250,00', 'BRL', 'BRL 1250'],
    ['49,90', 'EUR', 'EUR 49.9'],
    ['4.500', 'KWD', 'KWD 4.5'],
    ['1 250 000', 'UGX', 'UGX 1250000'],
    ['150.000', 'IDR', 'IDR 150000'],
    ['25', '$', 'USD 25'],
    ['25', 'R$', 'BRL 25'],
    ['25', 'BOB', 'BOB 25'],
    ['0x10', 'KES', null],
    ['1e3', 'KES', null],
    ['-5', 'KES', null],
    ['0', 'KES', null],
    ['0.00', 'KES', null],
    ['12,50', 'KES', null],
    ['3,500 - 4,000', 'KES', null],
    ['Infinity', 'KES', null],
    ['99999999999', 'KES', null],
    ['', 'KES', null],
    ['25', 'XYZ', null],
    ['25', '', null],
  ])('%j in %j', (amount, currency, price) => expect(stated(amount, currency)).toBe(price));
});
