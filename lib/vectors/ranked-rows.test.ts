import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RankedRows } from './ranked-rows';

const RANKS = 9;

describe('RankedRows', () => {
  it('hands out every row once, lowest ranks first, at least as many as asked for', () => {
    const ranks = fc.array(fc.nat(RANKS - 1), { maxLength: 60 });
    fc.assert(
      fc.property(ranks, fc.boolean(), fc.array(fc.integer({ min: 1, max: 20 })), (given, hasRows, asked) => {
        const counts = new Int32Array(RANKS);
        for (const rank of given) counts[rank] = (counts[rank] ?? 0) + 1;
        const rowOf = (at: number): number => (hasRows ? at * 10 : at);
        const rows = hasRows ? Int32Array.from(given, (_, at) => at * 10) : null;
        const ranked = new RankedRows(Uint16Array.from(given), counts, rows, given.length);
        const taken: number[] = [];
        for (const count of [...asked, given.length]) {
          const next = ranked.take(count);
          if (taken.length + next.length < given.length) expect(next.length).toBeGreaterThanOrEqual(count);
          taken.push(...next);
        }
        const sorted = [...given.keys()].sort((a, b) => (given[a] ?? 0) - (given[b] ?? 0) || a - b);
        expect(taken).toEqual(sorted.map(rowOf));
      }),
    );
  });
});
