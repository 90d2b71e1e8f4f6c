import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { cleanText, cleanTextForModel } from './clean-text';

// Only against a reader that is quadratic: hundreds of texts on a machine that is busy take their time.
vi.setConfig({ testTimeout: 60_000 });

describe('cleanText', () => {
  test.each([
    ['Size 42, KES 3,500', 'Size 42, KES 3,500'],
    ['Nyeusi #1 *sale* 50% off', 'Nyeusi #1 *sale* 50% off'],
    ['Viatu 🔥🔥🔥 vya ngozi 👟', 'Viatu vya ngozi'],
    ['👩🏾‍🦱 wig 👍🏿 🇰🇪 ❤️ ☎️', 'wig'],
    ['1️⃣ Red 2️⃣ Blue', '1 Red 2 Blue'],
    ['Bag™ ©', 'BagTM'],
    ['𝗡𝗶𝗸𝗲 𝟰𝟮', 'Nike 42'],
    ['Dress. Inbox for price', 'Dress.'],
    ['Dress, DM for price!', 'Dress!'],
    ['Dress kindly inbox us for more details', 'Dress'],
    ['Price on request. Dress', 'Dress'],
    ['Bei poa, uliza. Kiatu', 'Kiatu'],
    ['Kiatu bei nafuu', 'Kiatu'],
    ['Njoo inbox kwa bei Kiatu', 'Kiatu'],
    ['Sofa. Bei ni maelewano.', 'Sofa.'],
    ['Kiatu Call/WhatsApp 0712 345 678', 'Kiatu'],
    ['Kiatu Call/WhatsApp 07xx xxx xxx', 'Kiatu'],
    ['Kiatu +254712345678 leo', 'Kiatu leo'],
    ['Kiatu 254 712 345 678 leo', 'Kiatu leo'],
    ['Kiatu +254 (0) 712 345 678 leo', 'Kiatu leo'],
    ['Kiatu +254 712 345 678 50 bob', 'Kiatu 50 bob'],
    ['Kiatu 07 12 34 56 78 leo', 'Kiatu leo'],
    ['Kiatu 0803 123 4567 leo', 'Kiatu leo'],
    ['Kiatu 2348031234567 leo', 'Kiatu leo'],
    ['Kiatu +1 (415) 555-2671 leo', 'Kiatu leo'],
    ['Sizes 240 245 250 255 260 265 270', 'Sizes 240 245 250 255 260 265 270'],
    ['Sizes 233 240 250 260', 'Sizes 233 240 250 260'],
    ['Mugs 250 300 350 400 bob', 'Mugs 250 300 350 400 bob'],
    ['Rugs 255 260 265 270 cm', 'Rugs 255 260 265 270 cm'],
    ['Shoes 0 10 20 30 40 50 60', 'Shoes 0 10 20 30 40 50 60'],
    ['Code 00 10 20 30 40 50', 'Code 00 10 20 30 40 50'],
    ['Rug 250 x 300 x 200', 'Rug 250 x 300 x 200'],
    ['Sofa 25000-30000', 'Sofa 25000-30000'],
    ['Kiatu https://wa.me/c/254712345678 leo', 'Kiatu leo'],
    ['Kiatu\u202e\u200b cha\u0000 ngozi\u0007', 'Kiatu cha ngozi'],
    ['Wow!!!!!! ---- Viatu.....', 'Wow! - Viatu.'],
    ['a\n\n\tb   c', 'a b c'],
    ['', ''],
    ['🔥', ''],
  ])('%j becomes %j', (text, clean) => expect(cleanText(text)).toBe(clean));

  test('keeps sizes, storage and prices', () => {
    const text = 'Samsung A15 128GB/6GB, 5000mAh, Sz 36-41 @2500, 3500/=, 1,200 - 1,500, was 4000 now 3200';
    expect(cleanText(text)).toBe(text);
  });

  test('keeps Arabic, Amharic and Swahili as they are', () => {
    for (const text of ['حذاء جلد أسود', 'ጥቁር ጫማ', 'Ng’ombe ya maziwa']) expect(cleanText(text)).toBe(text);
  });

  test('is short enough for the model, and ends with a whole word', () => {
    const clean = cleanText('karibu dukani 🚚 '.repeat(10_000));
    expect(clean.length).toBeLessThanOrEqual(1_000);
    expect(clean.endsWith('karibu') || clean.endsWith('dukani')).toBe(true);
  });

  test('joins title and description, and says when nothing is left', () => {
    expect(cleanTextForModel('Viatu 👟', 'Size 42')).toBe('Viatu. Size 42');
    expect(cleanTextForModel('Viatu', null)).toBe('Viatu');
    expect(cleanTextForModel('🔥', ' inbox for price ')).toBeNull();
    expect(cleanTextForModel(null, null)).toBeNull();
  });

  const part = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      'inbox for price',
      'bei poa',
      '0712345678',
      '🔥',
      '!',
      ' . ',
      '. ',
      '-',
      ' ',
      '+254',
      'wa.me/',
      'DM ',
      'for price',
      '07',
      '\u200d',
    ),
  );

  test('changes nothing that is clean already, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const once = cleanText(parts.join(''));
        expect(cleanText(once)).toBe(once);
        expect(once).not.toMatch(/[\p{Extended_Pictographic}\p{Cs}]|(?!\s)[\p{Cc}\p{Cf}]/u);
      }),
      { numRuns: 200 },
    );
  });

  test('loses no digit of a text without phones and links', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.integer({ min: 1, max: 99_999 }).map(String),
            fc.constantFrom('🔥', 'Size', 'KES', '#', '*', '!!'),
          ),
        ),
        (words) => {
          const digits = (text: string): string => text.replace(/\D/g, '');
          // A digit after each number keeps neighbours from looking like a phone.
          const text = words.join(' x ');
          expect(digits(cleanText(text))).toBe(digits(text));
        },
      ),
    );
  });

  test.each(['a', '0', '07 ', '!', '. ', ' ', '🔥', 'inbox for ', 'wa.me/', '- ', '\u200b', 'call '])(
    'takes its time on 100 kB of %j in proportion',
    (unit) => {
      cleanText(unit.repeat(100_000 / unit.length));
    },
  );
});
