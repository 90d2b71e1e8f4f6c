import type { RowCodes } from './row-codes';
import type { RowMemory } from './row-memory';
import { TopMatches } from './top-matches';

/** Up to how many rows each way is the fastest; beyond the second, signs preselect. */
export interface Ways {
  comparing: number;
  estimating: number;
}

/** The fewest rows that signs preselect, and the factor when those were not enough. */
const FIRST_LIKELY = 1_000;
const MORE_LIKELY = 4;
/** Where more than this share looks likely, scanning all is faster. A text is about as far from every picture. */
const LIKELY_SHARE = 1 / 3;

/** The rows most similar to a query: exactly, or, where signs preselect, with hardly any missing. */
export class NearestRows {
  constructor(
    private readonly memory: RowMemory,
    private readonly codes: RowCodes,
    private readonly ways: Ways,
  ) {}

  /** Offers `best` all that can be among the best `wanted` of the rows, or of all below `size`. */
  find(query: Float32Array, rows: Int32Array | null, size: number, wanted: number, best: TopMatches): void {
    this.memory.floats.set(query, this.memory.places.query / 4);
    const total = rows?.length ?? size;
    if (total <= this.ways.comparing) {
      for (let at = 0; at < total; at += 1) this.compare(rows === null ? at : (rows[at] as number), best);
      return;
    }
    this.codes.prepare(size);
    this.codes.seek();
    if (total <= this.ways.estimating) this.compareByBound(rows, size, wanted, best);
    else this.compareLikely(rows, size, wanted, best);
  }

  private compare(row: number, best: TopMatches): void {
    const { kernel, places, dimensions } = this.memory;
    best.offer(row, kernel.similarity(places.query, this.memory.vectorAt(row), dimensions));
  }

  /** Those with the highest bounds, then all whose bounds reach the worst of those: exact. */
  private compareByBound(rows: Int32Array | null, size: number, wanted: number, best: TopMatches): void {
    const { codes, memory } = this;
    const promising = new TopMatches(wanted, (a, b) => a - b);
    for (const block of memory.blocksOf(rows, size)) {
      codes.estimate(block);
      const least = Math.max(best.leastScore, promising.leastScore);
      for (const row of codes.reaching(block, least)) promising.offer(row, codes.boundOf(row));
    }
    const first = new Set(promising.rows);
    for (const row of first) this.compare(row, best);
    for (const block of memory.blocksOf(rows, size)) {
      for (const row of codes.reaching(block, best.leastScore)) if (!first.has(row)) this.compare(row, best);
    }
  }

  /** By the number of signs they differ in, fewest first, until no row that is left is likely to be among the best. */
  private compareLikely(rows: Int32Array | null, size: number, wanted: number, best: TopMatches): void {
    const { codes, memory } = this;
    const counts = codes.differ(memory.blocksOf(rows, size));
    const tooMany = (rows?.length ?? size) * LIKELY_SHARE;
    let enough = Math.max(FIRST_LIKELY, MORE_LIKELY * wanted);
    for (let from = 0; ; enough *= MORE_LIKELY) {
      const end = Math.min(counts.length, Math.floor(codes.mostSignsApart(best.leastScore)) + 1);
      if (from >= end) return;
      if (from > 0 && rowsWith(counts, from, end) > tooMany) break;
      let to = from;
      let found = 0;
      for (; to < end && found < enough; to += 1) found += counts[to] as number;
      this.compareByBound(this.rowsDiffering(from, to - 1, found, rows, size), size, wanted, best);
      from = to;
    }
    // From the start again: faster than leaving out what has been compared.
    best.clear();
    this.compareByBound(rows, size, wanted, best);
  }

  /** Of the rows, or of all below `size`, the `found` that differ in so many signs. */
  private rowsDiffering(least: number, most: number, found: number, rows: Int32Array | null, size: number): Int32Array {
    const differing = new Int32Array(found);
    let next = 0;
    for (const block of this.memory.blocksOf(rows, size)) {
      const picked = this.codes.differingIn(block, least, most);
      differing.set(picked, next);
      next += picked.length;
    }
    return differing;
  }
}

function rowsWith(counts: Int32Array, from: number, to: number): number {
  return counts.subarray(from, to).reduce((sum, count) => sum + count, 0);
}
