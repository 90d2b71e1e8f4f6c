import { RankedRows } from './ranked-rows';

/** Steps that estimates are told apart by. */
const STEPS = 4096;
const BYTE = 256;

export interface SignedRows {
  /** Which way each dimension lies from the centre; one word for 32 of them, row after row. */
  bits: Int32Array;
  /** What a row's likeness to the centre adds to the estimate, and by what its signs count. */
  bases: Float32Array;
  scales: Float32Array;
}

/**
 * How similar each row would be to the query if it lay equally far from the centre in every dimension: right on the average, and
 * much nearer than counting bits, because the query's own values count (after RaBitQ, Gao and Long 2024). `offset`: the query's way
 * from the centre. Less what is the same for every row.
 */
export function estimateSimilarities(
  { bits, bases, scales }: SignedRows,
  offset: Float32Array,
  words: number,
  rows: Int32Array | null,
  total: number,
): Float32Array {
  const sums = sumsByByte(offset, words * 4);
  const estimates = new Float32Array(total);
  for (let at = 0; at < total; at += 1) {
    const row = rows === null ? at : (rows[at] as number);
    let sum = 0;
    for (let word = 0; word < words; word += 1) {
      const value = bits[row * words + word] as number;
      const table = word * 4 * BYTE;
      sum +=
        (sums[table + (value & 255)] as number) +
        (sums[table + BYTE + ((value >>> 8) & 255)] as number) +
        ((sums[table + 2 * BYTE + ((value >>> 16) & 255)] as number) +
          (sums[table + 3 * BYTE + (value >>> 24)] as number));
    }
    estimates[at] = (bases[row] as number) + (scales[row] as number) * sum;
  }
  return estimates;
}

/** For each eight dimensions and each way their bits can be: the offsets there, with these signs, added up. */
function sumsByByte(offset: Float32Array, tables: number): Float32Array {
  const sums = new Float32Array(tables * BYTE);
  for (let table = 0; table < tables; table += 1) {
    const first = table * BYTE;
    for (let bit = 0; bit < 8; bit += 1) sums[first] = (sums[first] as number) - (offset[table * 8 + bit] ?? 0);
    // From those of one bit less.
    for (let byte = 1; byte < BYTE; byte += 1) {
      const highest = 31 - Math.clz32(byte);
      const value = offset[table * 8 + highest] ?? 0;
      sums[first + byte] = (sums[first + byte - (1 << highest)] as number) + 2 * value;
    }
  }
  return sums;
}

/** Rows by estimate, the best first. `ranks`: room for them; they hold until it is used again. */
export class EstimatedRows {
  private readonly ranked: RankedRows;
  private readonly best: number;
  private readonly step: number;

  constructor(estimates: Float32Array, rows: Int32Array | null, ranks: Uint16Array) {
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (const estimate of estimates) {
      if (estimate < least) least = estimate;
      if (estimate > most) most = estimate;
    }
    this.best = most;
    this.step = (most - least) / (STEPS - 1) || 1;
    const counts = new Int32Array(STEPS);
    for (let at = 0; at < estimates.length; at += 1) {
      const rank = Math.floor((most - (estimates[at] as number)) / this.step);
      ranks[at] = rank;
      counts[rank] = (counts[rank] as number) + 1;
    }
    this.ranked = new RankedRows(ranks, counts, rows, estimates.length);
  }

  take(count: number): Int32Array {
    return this.ranked.take(count);
  }

  /** No row that has not been taken has a better estimate. */
  get bestLeft(): number {
    return this.best - this.ranked.taken * this.step;
  }
}
