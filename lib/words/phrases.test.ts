import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Phrases, phraseKey } from './phrases';

function phrasesOf(...titles: string[]): Phrases {
  const phrases = new Phrases();
  for (const title of titles) phrases.addTitle(title);
  return phrases.finish();
}
const begun = (phrases: Phrases, typed: string, limit = 10) =>
  phrases.beginningWith(phraseKey(typed), limit).map(({ text }) => text);

describe('phrases that begin with what is typed', () => {
  test('are those of titles, the commonest first', () => {
    const phrases = phrasesOf('iPhone 13 Pro', 'iPhone 13', 'iPhone 12', 'Red handbag');
    expect(begun(phrases, 'iph')).toEqual(['iphone', 'iphone 13', 'iphone 12', 'iphone 13 pro']);
    expect(begun(phrases, 'hand')).toEqual(['handbag']);
    expect(begun(phrases, 'x')).toEqual([]);
  });

  test('leave out what always goes on, unless it is what was typed', () => {
    const phrases = phrasesOf('Air Max 90', 'air max 90', 'Air max 90 black');
    expect(begun(phrases, 'ai')).toEqual(['air max 90']);
    expect(begun(phrases, 'air')).toEqual(['air', 'air max 90']);
  });

  test('forgive accents and how words are joined, and show them as written', () => {
    const phrases = phrasesOf('Café mug', "T-shirt ya Ng'ombe");
    expect(begun(phrases, 'cafe')).toEqual(['café', 'café mug']);
    expect(begun(phrases, 't shi')).toEqual(['t-shirt', "t-shirt ya ng'ombe"]);
  });

  test('end where what is said ends, and never with a small word', () => {
    const phrases = phrasesOf('Sofa set, 5 seater – dress for women');
    expect(begun(phrases, 'sofa')).toEqual(['sofa', 'sofa set']);
    expect(begun(phrases, 'dress')).toEqual(['dress', 'dress for women']);
  });

  test.each([
    'Call 0712 345 678',
    'Call 254712345678 now',
    'Viatu 0712345678',
    'Till 512345',
    'Lipa na 5123 456',
    'Dress Ksh 3500',
    'Dress kes 3,500',
    'wa.me/254712345678',
  ])('have nobody’s number and no price: %j', (title) => {
    const phrases = phrasesOf(title);
    for (const letter of 'abcdefghijklmnopqrstuvwxyz0123456789')
      for (const text of begun(phrases, letter, 100)) expect(text).not.toMatch(/\d/);
  });

  test('never hold a long number, whatever the title', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.stringMatching(/^[\d ()+-]{1,14}$/), fc.constantFrom('shoe', 'a', 'x1'))),
        (said) => {
          const phrases = phrasesOf(said.join(' '));
          for (const { text } of phrases.beginningWith('', 1_000)) expect(text).not.toMatch(/\d{5}|\d([\s-]*\d){6}/);
        },
      ),
    );
  });
});
