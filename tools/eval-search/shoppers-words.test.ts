import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brandedMarket } from './branded-market';
import { mistyped, shoppersWords } from './shoppers-words';

describe('shoppersWords', () => {
  const market = brandedMarket();
  const queries = shoppersWords(market);

  test('asks for brands, models, sizes and shops in both languages, for each once', () => {
    for (const language of ['English', 'Swahili'])
      for (const names of ['brand', 'model', 'size', 'shop'])
        expect(queries.filter((query) => query.names === names && query.language === language).length).toBeGreaterThan(
          5,
        );
    const asked = queries.map(({ names, language, words }) => `${names} ${language} ${words}`);
    expect(new Set(asked).size).toBe(asked.length);
  });

  test('means something that is in the market, and not all of it', () => {
    for (const { isMeant, words } of queries) {
      const meant = market.filter(isMeant).length;
      expect([words, meant > 0, meant < market.length / 2]).toEqual([words, true, true]);
    }
  });

  test('is the same at every call', () => {
    expect(brandedMarket().map(({ title }) => title)).toEqual(market.map(({ title }) => title));
  });
});

test('mistyped changes the longest word alone, the same way each time', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 3 }), (others) => {
      const words = [...others, 'longest-word'].join(' ');
      const typed = mistyped(words).split(' ');
      expect(typed.slice(0, -1)).toEqual(others);
      expect(Math.abs((typed.at(-1) ?? '').length - 'longest-word'.length)).toBeLessThanOrEqual(1);
      expect(mistyped(words)).toBe(typed.join(' '));
    }),
  );
});
