import { describe, expect, test } from 'vitest';
import { accuracy, accuracyRows, count, formatAsked, formatRows, type Judged, judge, type Verdict } from './accuracy';

const kes = (amount: number) => ({ amount, currency: 'KES' });

describe('judge', () => {
  test.each<[string, Parameters<typeof judge>[0], Parameters<typeof judge>[1], Verdict]>([
    ['the same', kes(2500), kes(2500), 'right'],
    ['nothing where there is nothing', null, null, 'rightly none'],
    ['nothing where there is a price', kes(2500), null, 'missed'],
    ['another amount', kes(2500), kes(250), 'wrong amount'],
    ['another currency', kes(2500), { amount: 2500, currency: 'UGX' }, 'wrong amount'],
    ['a price where there is none', null, kes(40), 'price where none'],
  ])('%s', (_, right, read, verdict) => {
    expect(judge(right, read)).toBe(verdict);
  });
});

const verdicts = (right: number, none: number, missed: number, wrong: number, invented: number): Verdict[] => [
  ...Array<Verdict>(right).fill('right'),
  ...Array<Verdict>(none).fill('rightly none'),
  ...Array<Verdict>(missed).fill('missed'),
  ...Array<Verdict>(wrong).fill('wrong amount'),
  ...Array<Verdict>(invented).fill('price where none'),
];

describe('accuracy', () => {
  test('counts rightly none as right, and a price where none as a wrong one', () => {
    expect(accuracy(count(verdicts(50, 30, 15, 2, 3)))).toEqual({
      captions: 100,
      right: 0.8,
      wrong: 0.05,
      met: { right: false, wrong: false },
    });
  });

  test.each<[string, Verdict[], { right: boolean; wrong: boolean }]>([
    ['97 right, 1 wrong', verdicts(90, 7, 2, 1, 0), { right: true, wrong: true }],
    ['96 right, 1 wrong', verdicts(90, 6, 3, 1, 0), { right: false, wrong: true }],
    ['97 right, 2 wrong', verdicts(90, 7, 1, 1, 1), { right: true, wrong: false }],
  ])('meets what is asked at its bounds and not beyond: %s', (_, some, met) => {
    expect(accuracy(count(some)).met).toEqual(met);
  });

  test('is not had from no captions', () => {
    expect(() => accuracy(count([]))).toThrow('No captions');
  });
});

describe('accuracyRows', () => {
  const judged: Judged[] = [
    { caption: { country: 'UG', language: 'english', kind: 'plain' }, verdict: 'right' },
    { caption: { country: 'KE', language: 'english', kind: 'plain' }, verdict: 'missed' },
    { caption: { country: 'KE', language: 'sheng', kind: 'none' }, verdict: 'rightly none' },
  ];

  test('are of all, then of each kind, country and language, the most frequent first', () => {
    const { all, tagged } = accuracyRows(judged);
    expect([all, ...tagged].map(({ of, captions, right }) => [of, captions, right])).toEqual([
      ['all', 3, 2 / 3],
      ['kind plain', 2, 0.5],
      ['kind none', 1, 1],
      ['country KE', 2, 0.5],
      ['country UG', 1, 1],
      ['language english', 2, 0.5],
      ['language sheng', 1, 1],
    ]);
  });

  test('are written in columns of one width', () => {
    const { all, tagged } = accuracyRows(judged);
    const lines = formatRows([all, ...tagged]).split('\n');
    expect(lines[1]).toMatch(/^all +3 +1 +1 +1 +0 +0 +66\.7 %$/);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });
});

test('formatAsked says which is met', () => {
  expect(formatAsked(accuracy(count(verdicts(90, 7, 1, 2, 0))))).toBe(
    'right or rightly none: 97.0 % (asked: at least 97.0 %): met\n' +
      'a wrong amount shown: 2.0 % (asked: at most 1.0 %): MISSED',
  );
});
