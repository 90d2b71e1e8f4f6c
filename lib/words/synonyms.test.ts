import { expect, test } from 'vitest';
import english from '@/messages/en/categories.json';
import swahili from '@/messages/sw/categories.json';
import { isSmallWord } from './cut-words';
import { CATEGORY_WORDS, categoriesCalled, synonymsOf } from './synonyms';
import { formsOf } from './word-forms';

test.each([...Object.entries(english), ...Object.entries(swahili)])('%s is called %j', (category, name) => {
  const words = name.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
  const telling = words.filter((word) => !isSmallWord(word));
  const known = Object.entries(CATEGORY_WORDS).find(([own]) => own === category)?.[1] ?? [];
  // Of a name of several words, such as "Home & kitchen", each is one.
  expect(telling.filter((word) => known.some((one) => formsOf(one).includes(word)))).toEqual(telling);
});

test.each([
  ['shoes', 'kiatu'],
  ['viatu', 'shoe'],
  ['dresses', 'gauni'],
  ['magauni', 'dress'],
  ['bag', 'mkoba'],
  ['mikoba', 'bag'],
  ['phone', 'simu'],
  ['simu', 'phone'],
])('%s is also called %s', (word, other) => {
  expect(synonymsOf(formsOf(word))).toContain(other);
});

test('searches go to a category by its own name only', () => {
  expect(categoriesCalled('viatu')).toEqual(['shoes']);
  expect(categoriesCalled('simu')).toEqual([]);
  expect(categoriesCalled('samsung')).toEqual([]);
});
