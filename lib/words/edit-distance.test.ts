import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beginningDistance, editDistance, soundOf } from './edit-distance';

/** Slow and obvious. */
function plainDistance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number) => table[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : 99;
      const changed = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      (table[i] as number[])[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, changed, swapped);
    }
  }
  return at(a.length, b.length);
}

const word = fc.stringMatching(/^[abc]{0,8}$/);

describe('the distance between two words', () => {
  test.each([
    ['samsong', 'samsung', 1],
    ['iphne', 'iphone', 1],
    ['techno', 'tecno', 1],
    ['kitenje', 'kitenge', 1],
    ['nkie', 'nike', 1],
    ['red', 'reed', 1],
    ['bag', 'bag', 0],
    ['bag', 'shoe', 3],
  ])('of %s and %s is %i', (a, b, distance) => {
    expect(editDistance(a, b, 2)).toBe(distance);
  });

  test('is what the whole table says, up to where it stops', () => {
    fc.assert(
      fc.property(word, word, fc.nat(3), (a, b, most) => {
        expect(editDistance(a, b, most)).toBe(Math.min(plainDistance(a, b), most + 1));
      }),
    );
  });

  test('of what is typed and a word is that of its best beginning', () => {
    expect(beginningDistance('samsu', 'samsung', 1)).toBe(0);
    expect(beginningDistance('smas', 'samsung', 1)).toBe(1);
    expect(beginningDistance('iphne', 'iphone', 1)).toBe(1);
    fc.assert(
      fc.property(word, word, (typed, other) => {
        const beginnings = Array.from({ length: other.length + 1 }, (_, end) => other.slice(0, end));
        const best = Math.min(...beginnings.map((beginning) => plainDistance(typed, beginning)));
        expect(beginningDistance(typed, other, 2)).toBe(Math.min(best, 3));
      }),
    );
  });
});

test.each([
  ['fone', 'phone'],
  ['ifone', 'iphone'],
  ['tekno', 'tecno'],
  ['addidas', 'adidas'],
  ['nokia', 'noccia'],
])('%s sounds like %s', (a, b) => {
  expect(soundOf(a)).toBe(soundOf(b));
});

test('chai does not sound like kai', () => {
  expect(soundOf('chai')).not.toBe(soundOf('kai'));
});
