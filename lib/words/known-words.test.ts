import { describe, expect, test } from 'vitest';
import { KnownWords } from './known-words';

function knownWords(words: Record<string, number>): KnownWords {
  const known = new KnownWords(1_000);
  for (const [word, products] of Object.entries(words).sort(([a], [b]) => (a < b ? -1 : 1)))
    known.add({ word, products });
  return known;
}

const known = knownWords({
  adidas: 40,
  bag: 90,
  handbag: 30,
  infinix: 9,
  iphone: 50,
  kikoi: 4,
  kitenge: 20,
  nike: 60,
  nokia: 3,
  oppo: 8,
  phone: 70,
  reed: 2,
  samsung: 55,
  sandal: 11,
  sandals: 12,
  sneakers: 33,
  tecno: 25,
  чай: 1,
  шапка: 2,
});

describe('a mistyped word', () => {
  test.each([
    ['samsong', 'samsung'],
    ['iphne', 'iphone'],
    ['iphonr', 'iphone'],
    ['techno', 'tecno'],
    ['tekno', 'tecno'],
    ['kitenje', 'kitenge'],
    ['kikoy', 'kikoi'],
    ['nkie', 'nike'],
    ['nikee', 'nike'],
    ['addidas', 'adidas'],
    ['adiddas', 'adidas'],
    ['sneekars', 'sneakers'],
    ['fone', 'phone'],
    ['hiphone', 'iphone'],
    ['opo', undefined],
    ['opoo', 'oppo'],
    ['infnix', 'infinix'],
    ['шапкa', 'шапка'],
    ['red', undefined],
    ['zzzzzz', undefined],
    ['kitchen', undefined],
    ['nok1a', undefined],
  ])('%s is meant for %s', (word, meant) => {
    expect(known.meantBy(word)[0]).toBe(meant);
  });

  test('is meant for what most products have, of those equally close', () => {
    expect(known.meantBy('sandalw')).toEqual(['sandals', 'sandal']);
  });
});

test('knows what it was given, how many have it, and what begins so', () => {
  expect(known.has('nike')).toBe(true);
  expect(known.has('nik')).toBe(false);
  expect(known.productsWith('nike')).toBe(60);
  expect(known.productsWith('nik')).toBe(0);
  expect(known.hasBeginning('nik')).toBe(true);
  expect(known.hasBeginning('nikes')).toBe(false);
  expect(known.hasBeginning('zz')).toBe(false);
  expect(new KnownWords(0).hasBeginning('a')).toBe(false);
});
