import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ways } from './nearest-rows';
import type { VectorEntry, VectorFilter } from './vector-store';
import { bruteForce, entryOf, passes, vectorOf } from './vector-store.contract';
import { VectorTable } from './vector-table';

const bytesOf = (vector: Float32Array): Uint8Array =>
  new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
const put = (table: VectorTable, entry: VectorEntry, version = '1'): void =>
  table.set(entry.productId, bytesOf(entry.vector), entry.attributes, version);

describe('VectorTable', () => {
  const exactly: [string, Ways][] = [
    ['comparing', { comparing: 1_000, estimating: 1_000 }],
    ['estimating', { comparing: 0, estimating: 1_000 }],
  ];
  describe.each(exactly)('by %s', (_, ways) => {
    test('holds what a map would, whatever is set and deleted', () => {
      const action = fc.record({
        id: fc.nat(40),
        seed: fc.nat(60),
        remove: fc.boolean(),
        category: fc.constantFrom(null, 'a', 'b'),
      });
      const page = fc.record({ limit: fc.integer({ min: 1, max: 50 }), offset: fc.nat(20) });
      const given = [
        fc.array(action, { maxLength: 120 }),
        fc.constantFrom(4, 10, 32, 130),
        fc.nat(1000),
        page,
      ] as const;
      fc.assert(
        fc.property(...given, (actions, dimensions, seed, { limit, offset }) => {
          const table = new VectorTable(dimensions, ways);
          const model = new Map<string, VectorEntry>();
          const query = vectorOf(seed, dimensions);
          const check = (filter: VectorFilter): void => {
            const left = [...model.values()].filter(({ attributes }) => passes(attributes, filter));
            const expected = bruteForce(left, query).slice(offset, offset + limit);
            const found = table.search({ vector: query, limit, offset, filter });
            expect(found.map(({ productId }) => productId)).toEqual(expected.map(({ productId }) => productId));
            for (const [at, { score }] of found.entries()) expect(score).toBeCloseTo(expected[at]?.score ?? 9, 6);
          };
          check({});
          for (const [at, { id, seed: own, remove, category }] of actions.entries()) {
            const productId = String(id);
            if (remove) {
              table.delete(productId);
              model.delete(productId);
            } else {
              const entry = { ...entryOf(own, { category }), productId, vector: vectorOf(own, dimensions) };
              put(table, entry, String(own));
              model.set(productId, entry);
              expect(table.versionOf(productId)).toBe(String(own));
            }
            if (at % 16 === 0) check({});
          }
          expect(table.size).toBe(model.size);
          check({});
          check({ category: 'a' });
        }),
        { numRuns: 100 },
      );
    });
  });

  test('moves rows across blocks and doublings without mixing them up', () => {
    const table = new VectorTable(8);
    const entries = Array.from({ length: 3000 }, (_, at) => ({ ...entryOf(at), vector: vectorOf(at, 8) }));
    for (const entry of entries) put(table, entry);
    for (const entry of entries.slice(0, 2500)) table.delete(entry.productId);
    const left = entries.slice(2500);
    for (const entry of left.slice(0, 50)) {
      expect(table.search({ vector: entry.vector, limit: 1 })).toEqual([
        { productId: entry.productId, score: expect.closeTo(1, 5), version: expect.any(String) },
      ]);
    }
    expect(table.size).toBe(500);
  });

  test('refuses a stored vector of another dimension', () => {
    expect(() => put(new VectorTable(16), entryOf(1))).toThrow(/32 dimensions/);
  });

  describe('by signs', () => {
    const dimensions = 256;
    // Clusters around a common direction, as a model's vectors lie: around zero most of their bits would agree.
    const clustered = (seed: number): Float32Array => {
      const common = vectorOf(1, dimensions);
      const cluster = vectorOf(100_000 + (seed % 60), dimensions);
      const own = vectorOf(seed + 7, dimensions);
      const sum = common.map((value, at) => 2 * value + (cluster[at] ?? 0) + 0.7 * (own[at] ?? 0));
      const length = Math.sqrt(sum.reduce((total, value) => total + value * value, 0));
      return sum.map((value) => value / length);
    };
    const entries = Array.from({ length: 6000 }, (_, at) => ({
      ...entryOf(at, { category: Math.floor(at / 60) % 2 === 0 ? 'half' : at % 101 === 0 ? 'few' : null }),
      vector: clustered(at),
    }));
    const table = new VectorTable(dimensions, { comparing: 10, estimating: 1_000 });
    for (const entry of entries) put(table, entry);

    test.each([{}, { category: 'half' }, { category: 'few' }])(
      'finds nearly all of the nearest, filter %j',
      (filter) => {
        const passing = entries.filter(({ attributes }) => passes(attributes, filter));
        let hits = 0;
        for (let query = 0; query < 8; query += 1) {
          // Of things of the catalogue's kinds, and of nothing in it.
          const vector = query < 4 ? clustered(50_000 + query) : vectorOf(70_000 + query, dimensions);
          const expected = new Set(
            bruteForce(passing, vector)
              .slice(0, 24)
              .map(({ productId }) => productId),
          );
          const found = table.search({ vector, limit: 24, filter });
          expect(found).toHaveLength(Math.min(24, passing.length));
          expect(new Set(found.map(({ productId }) => productId)).size).toBe(found.length);
          hits += found.filter(({ productId }) => expected.has(productId)).length / expected.size;
        }
        expect(hits / 8).toBeGreaterThan(0.98);
      },
    );

    test('puts products with the same vector in the order of their ids', () => {
      const twins = new VectorTable(dimensions, { comparing: 0, estimating: 0 });
      for (const id of [30, 4, 100, 9]) put(twins, { ...entryOf(id), vector: clustered(1) });
      for (let at = 0; at < 3000; at += 1) put(twins, { ...entryOf(1000 + at), vector: clustered(at) });
      const found = twins.search({ vector: clustered(1), limit: 3 });
      expect(found.map(({ productId }) => productId)).toEqual(['100', '1001', '30']);
    });

    test('finds all where all are alike', () => {
      const same = new VectorTable(dimensions, { comparing: 0, estimating: 0 });
      for (let at = 0; at < 50; at += 1) put(same, { ...entryOf(at), vector: clustered(1) });
      expect(same.search({ vector: clustered(1), limit: 60 })).toHaveLength(50);
    });

    test('keeps signs and bytes in step with rows that move, change and come', () => {
      const own = new VectorTable(dimensions, { comparing: 10, estimating: 100 });
      for (const entry of entries.slice(0, 2000)) put(own, entry);
      own.search({ vector: clustered(0), limit: 1 });
      for (const entry of entries.slice(0, 700)) own.delete(entry.productId);
      for (const entry of entries.slice(2000, 6000)) put(own, entry);
      for (const at of [700, 1999, 2000, 5999]) {
        expect(own.search({ vector: clustered(at), limit: 1 })[0]?.productId).toBe(String(at));
      }
      own.set('5999', bytesOf(clustered(5)), entryOf(1).attributes, '2');
      expect(own.search({ vector: clustered(5), limit: 1 })[0]?.productId).toBe('5999');
      expect(own.search({ vector: clustered(0), limit: 6000 }).map(({ productId }) => productId)).toHaveLength(5300);
    });
  });
});
