import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanTextForModel } from '@/lib/hydration/clean-text';
import { readPrice } from '@/lib/hydration/price/read-price';
import { findProofCodes, makeProofCode, withoutProofCodes } from './proof-code';

const CODE = 'SOKO-KFMR-TQZW';

test('a code is found in whatever a phone makes of it', () => {
  for (const written of [
    CODE,
    'soko-kfmr-tqzw',
    'Soko kfmr tqzw',
    'SOKO–KFMR—TQZW',
    'SOKO - KFMR',
    'SOKO\nKFMR\nTQZW',
    'sokokfmrtqzw',
    `(${CODE})`,
    `Kitenge dress ${CODE}, size 12`,
  ])
    expect([written, findProofCodes(written)]).toEqual([written, written === 'SOKO - KFMR' ? [] : [CODE]]);
  expect(findProofCodes(null)).toEqual([]);
});

test('what merely looks alike is none', () => {
  for (const text of ['Soko mjinga', 'masoko-kfmr-tqzw', 'SOKO-KFMR-TQZWB', 'SOKO-AEIO-TQZW', 'soko la wakulima'])
    expect([text, findProofCodes(text), withoutProofCodes(text)]).toEqual([text, [], text]);
});

test('every code is another one, and is found again', () => {
  const codes = Array.from({ length: 500 }, makeProofCode);
  expect(new Set(codes).size).toBe(500);
  for (const code of codes) expect(findProofCodes(`x ${code.toLowerCase()} y`)).toEqual([code]);
});

describe('a text with a code left in it is read as before', () => {
  test.each([
    ['Kitenge dress, size 12. KES 2,500', (text: string) => `${text} ${CODE}`],
    ['Kitenge dress, size 12. KES 2,500', (text: string) => `${CODE} ${text}`],
    ['Kitenge dress, size 12. KES 2,500', (text: string) => `${text}\n\n${CODE}`],
    ['Kitenge dress, size 12. KES 2,500', (text: string) => `${text} (${CODE})`],
    ['Kitenge dress, size 12. KES 2,500', (text: string) => text.replace(' size', ` ${CODE} size`)],
    ['Viatu\nSz 36-41 @1500', (text: string) => text.replace('\n', `\n${CODE}\n`)],
  ])('%j', (text, put) => {
    expect(withoutProofCodes(put(text))).toBe(text);
    expect(cleanTextForModel(null, withoutProofCodes(put(text)))).toBe(cleanTextForModel(null, text));
    // Even where it were left.
    expect(readPrice(put(text), '254712345678')).toEqual(readPrice(text, '254712345678'));
  });

  test('wherever it is put between two words', () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,8}$/).filter((text) => !text.startsWith('soko'));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), fc.nat(), (words, at) => {
        const with_ = words.toSpliced(at % (words.length + 1), 0, makeProofCode());
        expect(withoutProofCodes(with_.join(' '))).toBe(words.join(' '));
      }),
    );
  });

  test('a title that is nothing but the code', () => {
    expect(withoutProofCodes(CODE)).toBeNull();
  });
});

test('a hostile text takes no longer than another of its length', () => {
  for (const text of [
    'soko-'.repeat(4_000),
    `${' '.repeat(20_000)}soko`,
    'soko kfmr'.repeat(2_000),
    '('.repeat(20_000),
  ])
    expect(findProofCodes(text)).toEqual([]);
});
