import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sellerSays, shopSays } from './seller-says';

const SAID = [
  'Delivery countrywide 🚚',
  'Tunadeliver Nairobi same day',
  'We are at Luthuli Ave',
  'Nairobi CBD',
  'no',
  'Free delivery*',
  'Location: Imenti House',
  '📍 Moi Avenue',
  'Bei 3,000/-',
  'not',
  '?',
  '\n',
  ', ',
  '. ',
  ' ',
];
/** WhatsApp's, for bold and italics. */
const MARKS = /[*_]/g;
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc
    .array(fc.oneof(fc.constantFrom(...SAID), fc.string({ maxLength: 8 })), { maxLength: 20 })
    .map((parts) => parts.join('')),
);

test('what is quoted stands in the text, letter by letter, in a line’s length', () => {
  fc.assert(
    fc.property(text, (words) => {
      for (const said of Object.values(sellerSays(words))) {
        if (said === null) continue;
        expect(words.replaceAll(MARKS, '')).toContain(said.replaceAll(MARKS, ''));
        expect(said).toBe(said.trim());
        expect(said.length).toBeLessThanOrEqual(100);
        expect(said).toMatch(/\p{L}/u);
      }
    }),
    { numRuns: 500 },
  );
});

test('what is denied or asked is not quoted', () => {
  const claim = fc.constantFrom(
    'we deliver countrywide',
    'delivery to Mombasa',
    'we are in Nairobi CBD',
    'tunapatikana Gikomba',
  );
  const turned = fc.constantFrom<(words: string) => string>(
    (words) => `${words}?`,
    (words) => `not that ${words}`,
    (words) => `hakuna ${words}`,
    (words) => `~${words}~`,
    (words) => `${words}, not any more`,
  );
  fc.assert(
    fc.property(claim, turned, (words, turn) => {
      expect(sellerSays(words)).not.toEqual({ place: null, delivery: null });
      expect(sellerSays(turn(words))).toEqual({ place: null, delivery: null });
    }),
  );
});

test('words of nothing but goods say neither', () => {
  const goods = fc.array(
    fc.constantFrom('dress', 'red', 'size 42', 'brand new', 'shop', 'Ksh 2,500', 'leather', 'pick', 'way'),
  );
  fc.assert(
    fc.property(goods, (words) => {
      expect(sellerSays(words.join(' '))).toEqual({ place: null, delivery: null });
    }),
  );
});

test('a long text that only begins to say something keeps nobody waiting', () => {
  for (const part of ['Nairobi, ', 'we are at ', 'a b c d ', 'shop no ', '📍', 'delivery ', 'tunatuma '])
    expect(() => sellerSays(part.repeat(200_000))).not.toThrow();
});

test('a shop says what several of its texts say alike', () => {
  const free = 'Bag\nFree delivery within Nairobi';
  expect(shopSays([free, null, 'Shoe. free delivery within Nairobi', 'Belt'])).toEqual({
    place: null,
    delivery: 'Free delivery within Nairobi',
  });
  expect(shopSays([free, 'Belt']).delivery).toBeNull();
  expect(shopSays([free, free, 'Delivery countrywide', 'We deliver countrywide']).delivery).toBeNull();
  expect(shopSays([])).toEqual({ place: null, delivery: null });
});
