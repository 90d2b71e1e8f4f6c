import { describe, expect, it } from 'vitest';
import { SignBits } from './sign-bits';
import { vectorOf } from './vector-store.contract';

const DIMENSIONS = 300;
const ROWS = 2000;
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
      expect(bits.byBits(rowAt(row), null, ROWS).take(1)[0]).toBe(row);
      expect(bits.byEstimate(rowAt(row), null, ROWS).estimated.take(1)[0]).toBe(row);
    }
  });

  it('keeps to the rows it is given', () => {
    const some = Int32Array.from({ length: 50 }, (_, at) => at * 7);
    expect([...bits.byBits(rowAt(1), some, ROWS).take(50)].sort((a, b) => a - b)).toEqual([...some]);
    const { estimated } = bits.byEstimate(rowAt(1), some, ROWS);
    expect([...estimated.take(50)].sort((a, b) => a - b)).toEqual([...some]);
  });

  it('estimates similarities, as wrong as it says', () => {
    const query = rowAt(3).map((value, at) => (value + (vectorOf(99_999, DIMENSIONS)[at] ?? 0)) / Math.SQRT2);
    const { estimated, error } = bits.byEstimate(query, null, ROWS);
    let squares = 0;
    for (let left = ROWS; left > 0; ) {
      const estimate = estimated.bestLeft;
      const next = estimated.take(1);
      for (const row of next) squares += (dot(query, rowAt(row)) - estimate) ** 2;
      left -= next.length;
    }
    const actual = Math.sqrt(squares / ROWS);
    expect(actual / error).toBeGreaterThan(0.7);
    expect(actual / error).toBeLessThan(1.4);
  });
});
