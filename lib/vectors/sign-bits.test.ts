import { describe, expect, it } from 'vitest';
import { SignBits } from './sign-bits';
import { vectorOf } from './vector-store.contract';

const DIMENSIONS = 300;
const ROWS = 6000;
const rows = Array.from({ length: ROWS }, (_, at) => {
  const [common, own] = [vectorOf(1, DIMENSIONS), vectorOf(at + 2, DIMENSIONS)];
  const sum = common.map((value, dimension) => value + (own[dimension] ?? 0));
  const length = Math.hypot(...sum);
  return sum.map((value) => value / length);
});
const rowAt = (row: number): Float32Array => rows[row] ?? new Float32Array(DIMENSIONS);
const bits = new SignBits(DIMENSIONS, ROWS, ROWS, rowAt);
const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

describe('SignBits', () => {
  it('puts a row that is the query itself first, by bits and by estimate', () => {
    for (const row of [0, 777, ROWS - 1]) {
      expect(bits.likely(rowAt(row), null, ROWS).rows[0]).toBe(row);
      expect(bits.estimate(rowAt(row), null, ROWS).ordered.take(1)[0]).toBe(row);
    }
  });

  it('keeps to the rows it is given', () => {
    const some = Int32Array.from({ length: 50 }, (_, at) => at * 7);
    const { rows: likely, mayMiss } = bits.likely(rowAt(1), some, ROWS);
    expect([...likely].sort((a, b) => a - b)).toEqual([...some]);
    expect(mayMiss(-1)).toBe(false);
    expect([...bits.estimate(rowAt(1), some, ROWS).ordered.take(50)].sort((a, b) => a - b)).toEqual([...some]);
  });

  it('knows which similarities cannot be among the rows left out', () => {
    const query = rowAt(5);
    const { rows: likely, mayMiss } = bits.likely(query, null, ROWS);
    const kept = new Set(likely);
    const leftOut = [...rows.keys()].filter((row) => !kept.has(row)).map((row) => dot(query, rowAt(row)));
    expect(kept.size).toBeLessThan(ROWS);
    expect(mayMiss(Math.max(...leftOut))).toBe(true);
    expect(mayMiss(0.99)).toBe(false);
  });

  it('estimates similarities, as wrong as it says', () => {
    const query = rowAt(3).map((value, at) => (value + (vectorOf(99_999, DIMENSIONS)[at] ?? 0)) / Math.SQRT2);
    const { ordered, margin } = bits.estimate(query, null, ROWS);
    let squares = 0;
    for (let left = ROWS; left > 0; ) {
      const estimate = ordered.bestLeft;
      const next = ordered.take(1);
      for (const row of next) squares += (dot(query, rowAt(row)) - estimate) ** 2;
      left -= next.length;
    }
    const actual = Math.sqrt(squares / ROWS);
    expect((2.5 * actual) / margin).toBeGreaterThan(0.7);
    expect((2.5 * actual) / margin).toBeLessThan(1.4);
  });
});
