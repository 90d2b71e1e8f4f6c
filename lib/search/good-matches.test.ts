import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countGoodMatches } from './good-matches';

/** Unrelated products: scores that fall off as the upper end of any bell does. */
function background(count: number, from = 0.5): number[] {
  const random = seeded(count);
  return Array.from({ length: count }, () => from - 0.05 * -Math.log(1 - random())).sort((a, b) => b - a);
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** The nearest of many unrelated products, as an index gives them. */
function nearestOf(many: number, kept: number, seed: number): number[] {
  const random = seeded(seed);
  const bell = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: many }, () => 0.2 + 0.06 * bell())
    .sort((a, b) => b - a)
    .slice(0, kept);
}

describe('countGoodMatches', () => {
  test('finds one that stands out', () => {
    expect(countGoodMatches([0.97, ...background(100)])).toBe(1);
  });

  test('finds a group that stands out, though it falls off within', () => {
    expect(countGoodMatches([0.95, 0.93, 0.9, 0.88, 0.86, 0.85, ...background(200)])).toBe(6);
  });

  test('does not mind how high or low a model’s scores are', () => {
    const scores = [0.95, 0.93, 0.9, ...background(100)];
    expect(countGoodMatches(scores.map((score) => score * 0.1 - 0.05))).toBe(3);
  });

  test('sees it before an even fall, too', () => {
    const even = Array.from({ length: 200 }, (_, i) => 0.7 - i / 1_000);
    expect(countGoodMatches([0.95, 0.94, 0.93, ...even])).toBe(3);
  });

  test('sees the drop in a short list', () => {
    expect(countGoodMatches([0.95, 0.94, 0.3, 0.29])).toBe(2);
    expect(countGoodMatches([0.9, 0.31, 0.3, 0.29, 0.28, 0.27])).toBe(1);
  });

  test.each([
    ['nothing', []],
    ['one', [0.9]],
    ['two', [0.9, 0.1]],
    ['three', [0.9, 0.3, 0.2]],
    ['all the same', Array(50).fill(0.4)],
    ['an even fall', Array.from({ length: 60 }, (_, i) => 0.9 - i / 100)],
  ])('sees no drop in %s', (_what, scores) => {
    expect(countGoodMatches(scores)).toBeNull();
  });

  // The first of thousands may stand out by chance, and scores alone cannot tell: what matters is that it is few.
  test('sets apart a few of unrelated products at the most, and mostly none', () => {
    const seen = Array.from({ length: 100 }, (_, seed) => countGoodMatches(nearestOf(3_000, 240, seed + 1)) ?? 0);
    expect(seen.filter((count) => count > 0).length).toBeLessThan(30);
    expect(Math.max(...seen)).toBeLessThanOrEqual(6);
  });

  test('sees the one product that a photo shows, as the small model scored it', () => {
    const dress = [0.92, 0.8, 0.79, 0.76, 0.73, 0.68, 0.67, 0.65, 0.64, 0.62, 0.6, 0.59, 0.57, 0.55, 0.54, 0.52];
    expect(countGoodMatches([...dress, ...dress.map((_, i) => 0.5 - i / 100)])).toBe(1);
  });

  test('always leaves some behind, whatever the scores', () => {
    const scores = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 80 });
    fc.assert(
      fc.property(scores, (any) => {
        const sorted = any.toSorted((a, b) => b - a);
        const count = countGoodMatches(sorted);
        if (count === null) return;
        expect(count).toBeGreaterThan(0);
        expect(count).toBeLessThanOrEqual(sorted.length / 2);
        expect(sorted[count - 1]).toBeGreaterThan(sorted[count] ?? Number.NaN);
      }),
    );
  });
});
