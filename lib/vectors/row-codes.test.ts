import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RowCodes } from './row-codes';
import { RowMemory } from './row-memory';
import { vectorOf } from './vector-store.contract';

const DIMENSIONS = 300;
const ROWS = 1000;

/** Of unit length; a model's vectors have dimensions in which all are alike and far from zero. */
function alike(seed: number, share: number): Float32Array {
  const common = vectorOf(1, DIMENSIONS).map((value, at) => (at === 5 ? 3 * share : value * share));
  const sum = vectorOf(seed, DIMENSIONS).map((value, at) => value + (common[at] ?? 0));
  const length = Math.hypot(...sum);
  return sum.map((value) => value / length);
}

function codesOf(rows: readonly Float32Array[]): { memory: RowMemory; codes: RowCodes } {
  const memory = new RowMemory(DIMENSIONS);
  memory.reserve(rows.length);
  for (const [row, vector] of rows.entries()) memory.floats.set(vector, memory.vectorAt(row) / 4);
  const codes = new RowCodes(memory);
  codes.prepare(rows.length);
  return { memory, codes };
}

function seek({ memory, codes }: ReturnType<typeof codesOf>, query: Float32Array): void {
  memory.floats.set(query, memory.places.query / 4);
  codes.seek();
}

describe('RowCodes', () => {
  test('gives bounds that no similarity is above, and that are near', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.constantFrom(0, 1, 3), fc.boolean(), (seed, share, like) => {
        const rows = Array.from({ length: 40 }, (_, at) => alike(seed + at, share));
        const table = codesOf(rows);
        const query = like ? alike(seed + 7, share) : vectorOf(seed + 1000, DIMENSIONS);
        seek(table, query);
        for (const block of table.memory.blocksOf(null, rows.length)) table.codes.estimate(block);
        for (const [row, vector] of rows.entries()) {
          const similarity = dot(query, vector);
          expect(table.codes.boundOf(row)).toBeGreaterThanOrEqual(similarity);
          expect(table.codes.boundOf(row)).toBeLessThan(similarity + 0.03);
        }
      }),
    );
  });

  test('knows in how many signs similar rows differ at the most', () => {
    const rows = Array.from({ length: ROWS }, (_, at) => alike(at + 2, 1));
    const table = codesOf(rows);
    let above = 0;
    for (let at = 0; at < 10; at += 1) {
      const query = alike(2 * ROWS + at, 1);
      seek(table, query);
      const counts = table.codes.differ(table.memory.blocksOf(null, ROWS));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(ROWS);
      for (const [row, vector] of rows.entries()) {
        const most = table.codes.mostSignsApart(dot(query, vector));
        const [block] = table.memory.blocksOf(Int32Array.of(row), ROWS);
        if (block !== undefined && table.codes.differingIn(block, 0, most).length === 0) above += 1;
      }
    }
    expect(above / (10 * ROWS)).toBeLessThan(0.01);
    // And no more than that: a row like the query itself differs in none.
    seek(table, alike(5, 1));
    expect(table.codes.mostSignsApart(1)).toBeLessThan(DIMENSIONS / 10);
  });
});

describe('RowMemory', () => {
  test('says what to do when there is no room', () => {
    expect(() => new RowMemory(768).reserve(2_000_000)).toThrow(
      expect.objectContaining({ code: 'vector_store_unavailable', message: expect.stringContaining('MILVUS_ADDRESS') }),
    );
  });
});

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}
