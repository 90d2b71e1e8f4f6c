import { describe, expect, test } from 'vitest';
import { agreementOf, cohensKappa, kappaInWords, namedFigures, type Pairs } from './agreement';

describe('cohensKappa', () => {
  test('as worked out by hand: 50 applications, two readers', () => {
    // Agreed 35 of 50 = 0.7; by chance 0.5 × 0.6 + 0.5 × 0.4 = 0.5; kappa 0.2 / 0.5 = 0.4.
    const kappa = cohensKappa([
      [20, 5],
      [10, 15],
    ]);
    expect(kappa?.value).toBeCloseTo(0.4, 10);
    // Its error: √(0.7 × 0.3 / 50) / 0.5 = 0.12961; times 1.96 is 0.25404.
    expect(kappa?.low).toBeCloseTo(0.14596, 4);
    expect(kappa?.high).toBeCloseTo(0.65404, 4);
  });

  test('the same agreement says less where one verdict is rare', () => {
    // 60 % agreed in both; by chance 0.6 × 0.7 + 0.4 × 0.3 = 0.54 and 0.6 × 0.3 + 0.4 × 0.7 = 0.46.
    const [common, rare] = [
      [
        [45, 15],
        [25, 15],
      ],
      [
        [25, 35],
        [5, 35],
      ],
    ].map((table) => cohensKappa(table)?.value);
    expect(common).toBeCloseTo(0.06 / 0.46, 10);
    expect(rare).toBeCloseTo(0.14 / 0.54, 10);
  });

  test('of three verdicts', () => {
    // 100 pairs, 70 on the diagonal. Rows 40, 35, 25; columns 45, 25, 30.
    const kappa = cohensKappa([
      [30, 5, 5],
      [10, 20, 5],
      [5, 0, 20],
    ]);
    const byChance = 0.4 * 0.45 + 0.35 * 0.25 + 0.25 * 0.3;
    expect(kappa?.value).toBeCloseTo((0.7 - byChance) / (1 - byChance), 10);
  });

  test('always the same: 1; always the other: below 0', () => {
    const always = cohensKappa([
      [7, 0],
      [0, 3],
    ]);
    expect(always).toEqual({ value: 1, low: 1, high: 1 });
    const never = cohensKappa([
      [0, 5],
      [5, 0],
    ]);
    expect(never?.value).toBe(-1);
  });

  test('says nothing about nothing, or about one verdict', () => {
    expect(cohensKappa([])).toBeNull();
    const none = [
      [0, 0],
      [0, 0],
    ];
    expect(cohensKappa(none)).toBeNull();
    const one = [
      [9, 0],
      [0, 0],
    ];
    expect(cohensKappa(one)).toBeNull();
  });
});

test.each([
  [-0.1, 'less than by chance'],
  [0, 'slight'],
  [0.2, 'slight'],
  [0.21, 'fair'],
  [0.6, 'moderate'],
  [0.8, 'substantial'],
  [0.81, 'almost perfect'],
  [1, 'almost perfect'],
])('kappa of %d is %s', (value, words) => {
  expect(kappaInWords(value)).toBe(words);
});

test('of one reason: precision, recall and kappa', () => {
  // Named 8 + 2, and 8 + 4: precision 0.8, recall 2/3. Agreed 94 of 100; by chance 0.1 × 0.12 + 0.9 × 0.88 = 0.804.
  const { precision, recall, kappa } = namedFigures({ both: 8, onlyFirst: 2, onlySecond: 4, neither: 86 });
  expect([precision, recall]).toEqual([0.8, 8 / 12]);
  expect(kappa?.value).toBeCloseTo((0.94 - 0.804) / 0.196, 10);
  expect(namedFigures({ both: 0, onlyFirst: 0, onlySecond: 0, neither: 3 })).toMatchObject({
    ...{ precision: null, recall: null, kappa: null },
  });
});

describe('agreementOf', () => {
  type Pair = Pairs<'approved' | 'flagged' | 'rejected', 'approved' | 'rejected'>;
  const pair = (first: Pair['first'], second: Pair['second'], count: number, named: string[][] = [[], []]): Pair => ({
    ...{ first, second, count, firstProblems: named[0] ?? [], secondProblems: named[1] ?? [] },
  });
  const pairs = [
    pair('approved', 'approved', 6),
    pair('flagged', 'approved', 3, [['weapon'], []]),
    pair('flagged', 'rejected', 2, [['weapon'], ['weapon', 'other']]),
    pair('rejected', 'rejected', 1, [['scam_suspected'], ['scam_suspected']]),
  ];
  const agreement = agreementOf(pairs, ['approved', 'flagged', 'rejected'], ['approved', 'rejected']);

  test('counts every verdict against every other', () => {
    expect(agreement.pairs).toBe(12);
    expect(agreement.confusion).toEqual({
      approved: { approved: 6, rejected: 0 },
      flagged: { approved: 3, rejected: 2 },
      rejected: { approved: 0, rejected: 1 },
    });
  });

  test('reason by reason, the most frequent first', () => {
    expect(agreement.reasons.map(({ problem }) => problem)).toEqual(['weapon', 'other', 'scam_suspected']);
    expect(agreement.reasons[0]).toMatchObject({ both: 2, onlyFirst: 3, onlySecond: 0, neither: 7, precision: 0.4 });
    expect(agreement.reasons[1]).toMatchObject({ both: 0, onlySecond: 2, precision: null, recall: 0 });
    expect(agreement.reasons[2]).toMatchObject({ both: 1, precision: 1, recall: 1 });
  });

  test('of nothing', () => {
    expect(agreementOf([], ['approved'], ['approved'])).toEqual({
      ...{ pairs: 0, confusion: { approved: { approved: 0 } }, reasons: [] },
    });
  });
});
