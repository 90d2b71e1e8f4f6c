import { describe, expect, test } from 'vitest';
import { vectorOf } from '../vector-store.contract';
import { BOUND, DISTANCE, kernelOver, NOTE_BYTES } from './kernel';

const DIMENSIONS = 384;
const ROWS = 20;
/** Beyond 2 GiB, where an address is no positive 32-bit number; nothing else of the memory is touched. */
const FAR = 2 ** 31 + 4096;
const memory = new WebAssembly.Memory({ initial: (FAR + 2 ** 20) / 65_536 + 1 });
const kernel = kernelOver(memory);

describe.each([4096, FAR])('the kernel at address %d', (base) => {
  const [query, centre, vectors] = [base, base + 4 * DIMENSIONS, base + 8 * DIMENSIONS];
  const codes = vectors + ROWS * DIMENSIONS * 4;
  const signs = codes + ROWS * DIMENSIONS;
  const notes = signs + (ROWS * DIMENSIONS) / 8;
  const [halfwords, wanted] = [notes + ROWS * NOTE_BYTES, notes + ROWS * NOTE_BYTES + DIMENSIONS * 2];
  const [counts, listed] = [wanted + DIMENSIONS / 8, wanted + DIMENSIONS / 8 + (DIMENSIONS + 1) * 4];
  const into = listed + ROWS * 4;
  const floats = (at: number, count: number): Float32Array => new Float32Array(memory.buffer, at, count);
  const whole = (at: number, count: number): Int32Array => new Int32Array(memory.buffer, at, count);
  const noted = (row: number, value: number): number => floats(notes + row * NOTE_BYTES + value, 1)[0] ?? Number.NaN;

  const [sought, middle] = [vectorOf(1, DIMENSIONS), vectorOf(2, DIMENSIONS).map((value) => value / 3)];
  const rows = Array.from({ length: ROWS }, (_, row) => vectorOf(10 + row, DIMENSIONS));
  // One at the centre, which has no way from it.
  rows[7] = middle;
  const offset = (vector: Float32Array): Float32Array => vector.map((value, at) => value - (middle[at] ?? 0));
  floats(query, DIMENSIONS).set(sought);
  floats(centre, DIMENSIONS).set(middle);
  for (const [row, vector] of rows.entries()) {
    const at = vectors + row * DIMENSIONS * 4;
    floats(at, DIMENSIONS).set(vector);
    kernel.encode(at, centre, DIMENSIONS, codes + row * DIMENSIONS, notes + row * NOTE_BYTES);
    kernel.sign(at, centre, DIMENSIONS, signs + (row * DIMENSIONS) / 8);
  }
  const decoded = (row: number): number[] =>
    Array.from(new Int8Array(memory.buffer, codes + row * DIMENSIONS, DIMENSIONS), (code) => code * noted(row, 0));

  test('multiplies in doubles', () => {
    for (const [row, vector] of rows.entries()) {
      const expected = dot(sought, vector);
      expect(kernel.similarity(query, vectors + row * DIMENSIONS * 4, DIMENSIONS)).toBeCloseTo(expected, 12);
    }
  });

  test('encodes in steps of a 127th of the largest, and says how far that is off', () => {
    for (const [row, vector] of rows.entries()) {
      const from = offset(vector);
      const told = decoded(row);
      const untold = from.map((value, at) => value - (told[at] ?? 0));
      const largest = Math.max(...from.map(Math.abs));
      expect(Math.max(...untold.map(Math.abs))).toBeLessThanOrEqual((largest / 127) * 0.5001);
      expect(noted(row, 4)).toBeGreaterThanOrEqual(Math.hypot(...untold));
      expect(noted(row, 4)).toBeLessThanOrEqual(Math.hypot(...untold) * 1.001);
    }
  });

  test.each([undefined, [3, 7, 8, 19]])('estimates, counts and picks, rows %j', (list) => {
    whole(listed, ROWS).set(list ?? []);
    const [at, count] = list === undefined ? [0, ROWS] : [listed, list.length];
    const chosen = list ?? [...rows.keys()];
    floats(notes, ROWS * 4).forEach((_, place, all) => {
      if (place % 4 > 1) all[place] = Number.NaN;
    });

    const steps = Array.from(sought, (value) => Math.round(value * 20_000));
    new Int16Array(memory.buffer, halfwords, DIMENSIONS).set(steps);
    kernel.estimate(at, count, codes, notes, halfwords, DIMENSIONS, 1 / 20_000, 2);
    for (const row of chosen) {
      const product = dot(steps, decoded(row)) / 20_000;
      expect(noted(row, BOUND)).toBeCloseTo(product + 2 * noted(row, 4), 5);
    }

    kernel.sign(query, centre, DIMENSIONS, wanted);
    whole(counts, DIMENSIONS + 1).fill(0);
    kernel.differ(at, count, signs, notes, wanted, DIMENSIONS, counts);
    const ways = offset(sought);
    const apart = chosen.map(
      (row) => offset(rows[row] ?? sought).filter((value, place) => value < 0 !== (ways[place] ?? 0) < 0).length,
    );
    expect(chosen.map((row) => noted(row, DISTANCE))).toEqual(apart);
    const expected = new Array(DIMENSIONS + 1).fill(0);
    for (const distance of apart) expected[distance] += 1;
    expect([...whole(counts, DIMENSIONS + 1)]).toEqual(expected);

    const [least = 0, most = 0] = [...apart].sort((a, b) => a - b).slice(1, 3);
    const picked = kernel.pick(at, count, notes + DISTANCE, least, most, into);
    expect([...whole(into, picked)]).toEqual(
      chosen.filter((_, place) => (apart[place] ?? 0) >= least && (apart[place] ?? 0) <= most),
    );
  });
});

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}
