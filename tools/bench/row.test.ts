import { describe, expect, test } from 'vitest';
import { type BenchRow, besideBefore, formatTable, medianRows, percentile } from './row';

const row = (what: string, value: number, more: Partial<BenchRow> = {}): BenchRow => ({
  bench: 'ingest',
  what,
  value,
  unit: 'ms',
  ...more,
});

describe('percentile', () => {
  test('is the value that so many are at most', () => {
    const values = Array.from({ length: 100 }, (_, at) => 100 - at);
    expect(percentile(values, 0.5)).toBe(50);
    expect(percentile(values, 0.95)).toBe(95);
    expect(percentile(values, 1)).toBe(100);
    expect(percentile([7], 0.95)).toBe(7);
  });

  test('is nothing without values', () => {
    expect(percentile([], 0.5)).toBeNaN();
  });
});

describe('rows', () => {
  test('are the medians of some runs', () => {
    const runs = [
      [row('a', 3), row('b', 10)],
      [row('a', 1), row('b', 30)],
      [row('a', 2), row('b', 20)],
    ];
    expect(medianRows(runs)).toEqual([row('a', 2), row('b', 20)]);
  });

  test('stand beside those of the tree before', () => {
    const now = [row('rate', 30), row('new', 1)];
    expect(besideBefore(now, [row('rate', 10)])).toEqual([{ ...now[0], before: 10 }, now[1]]);
  });

  test('say whether they are as asked', () => {
    const text = formatTable([
      row('CPU', 12.345, { target: { atMost: 30 }, before: 50 }),
      row('web', 31, { target: { atMost: 30 } }),
      row('faster', 29, { target: { timesBefore: 1.5 }, before: 20 }),
      row('alone', 29, { target: { timesBefore: 1.5 } }),
      row('x', 1),
    ]);
    expect(text.split('\n').map((line) => line.split(/\s{2,}/))).toEqual([
      ['bench', 'what', 'before', 'measured', 'asked'],
      ['ingest', 'CPU', '50 ms', '12.35 ms', '≤ 30', 'met'],
      ['ingest', 'web', '31 ms', '≤ 30', 'MISSED'],
      ['ingest', 'faster', '20 ms', '29 ms', '≥ 1.5 × before', 'MISSED'],
      ['ingest', 'alone', '29 ms', '≥ 1.5 × before'],
      ['ingest', 'x', '1 ms'],
    ]);
  });
});
