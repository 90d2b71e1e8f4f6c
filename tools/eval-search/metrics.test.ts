import { describe, expect, test } from 'vitest';
import { scoreRanking, summarise } from './metrics';

const ranking = (text: string): boolean[] => [...text].map((letter) => letter === 'x');

describe('scoreRanking', () => {
  test('is perfect when all that is relevant comes first', () => {
    expect(scoreRanking(ranking('xx...'))).toEqual({ first: 1, firstTen: 1, averagePrecision: 1 });
  });

  test('is the textbook’s average precision', () => {
    // Relevant at 1, 3 and 6: (1/1 + 2/3 + 3/6) / 3.
    expect(scoreRanking(ranking('x.x..x'))?.averagePrecision).toBeCloseTo((1 + 2 / 3 + 3 / 6) / 3, 12);
  });

  test.each([
    ['.........x', 1, 1 / 10],
    ['..........x', 0, 1 / 11],
  ])('counts the tenth among the first ten and the eleventh not: %s', (text, firstTen, averagePrecision) => {
    expect(scoreRanking(ranking(text))).toEqual({ first: 0, firstTen, averagePrecision });
  });

  test('is nothing when there was nothing to find', () => {
    expect(scoreRanking(ranking('...'))).toBeNull();
    expect(scoreRanking([])).toBeNull();
  });
});

describe('summarise', () => {
  test('is the mean over queries that had something to find', () => {
    const scores = ['x...', '.x..', '....', '..........x'].map((text) => scoreRanking(ranking(text)));
    const summary = summarise(scores);
    expect(summary.queries).toBe(3);
    expect(summary.recallAt1).toBeCloseTo(1 / 3, 12);
    expect(summary.recallAt10).toBeCloseTo(2 / 3, 12);
    expect(summary.meanAveragePrecision).toBeCloseTo((1 + 1 / 2 + 1 / 11) / 3, 12);
  });

  test('is zeros without queries, not NaN', () => {
    expect(summarise([null])).toEqual({ queries: 0, recallAt1: 0, recallAt10: 0, meanAveragePrecision: 0 });
  });
});
