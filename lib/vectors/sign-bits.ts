import { differingBits } from './differing-bits';
import { RankedRows } from './ranked-rows';
import { spreadOf } from './row-spread';
import { EstimatedRows, estimateSimilarities } from './sign-estimates';

/** So many words, of the dimensions that tell most, choose which rows are looked at more closely. */
const COARSE_WORDS = 8;
const LIKELY_SHARE = 0.1;
const LEAST_LIKELY = 2048;
/** Deviations beyond which nothing is expected: one in 160 is further off. */
const DEVIATIONS = 2.5;

/** Rows whose first bits are most like the query's. */
export interface LikelyRows {
  rows: Int32Array;
  /** Whether a row with this similarity to the query could be among those left out. */
  mayMiss(similarity: number): boolean;
}

/** Rows by estimated similarity. */
export interface Estimates {
  ordered: EstimatedRows;
  /** Hardly any estimate is further below the truth than this. */
  margin: number;
}

/**
 * One bit per dimension and row: on which side of the catalogue's mean it lies (96 bytes a row are read instead of 3 KB). The mean
 * matters: vectors of one model share a direction, and around zero most of their bits would agree. Two steps choose by them which
 * rows to compare exactly: in how many of the first bits they differ from the query, and an estimate of the similarity by all bits.
 */
export class SignBits {
  private readonly words: number;
  private readonly centre: Float32Array;
  /** Dimensions, those first in which rows differ most. */
  private readonly order: Uint16Array;
  private readonly wanted: Int32Array;
  /** A vector's way from the centre in that order, and the same bytes as whole numbers: their first bit is the sign. */
  private readonly offset: Float32Array;
  private readonly offsetBits: Int32Array;
  /** The first words of `bits` once more, together: what every search reads of every row. */
  private coarse: Int32Array;
  private bits: Int32Array;
  private bases: Float32Array;
  private scales: Float32Array;
  private ranks: Uint16Array;
  /** Sums over all rows ever set: of how long they are from the centre, of the part that signs do not tell, and of `bases`. */
  private readonly sums = { rows: 0, length: 0, untold: 0, base: 0 };

  constructor(
    private readonly dimensions: number,
    capacity: number,
    /** How many rows there are when the centre is fixed; a catalogue twice that size needs a new one. */
    readonly centredAt: number,
    rowAt: (row: number) => Float32Array,
  ) {
    // A multiple of eight, for the counting; the surplus stays zero in every row.
    this.words = Math.ceil(dimensions / 256) * 8;
    this.wanted = new Int32Array(this.words);
    this.offset = new Float32Array(dimensions);
    this.offsetBits = new Int32Array(this.offset.buffer);
    this.coarse = new Int32Array(capacity * COARSE_WORDS);
    this.bits = new Int32Array(capacity * this.words);
    this.bases = new Float32Array(capacity);
    this.scales = new Float32Array(capacity);
    this.ranks = new Uint16Array(capacity);
    const { mean, order } = spreadOf(dimensions, centredAt, rowAt);
    this.centre = mean;
    this.order = order;
    for (let row = 0; row < centredAt; row += 1) this.set(row, rowAt(row));
  }

  grow(capacity: number): void {
    this.coarse = grown(this.coarse, new Int32Array(capacity * COARSE_WORDS));
    this.bits = grown(this.bits, new Int32Array(capacity * this.words));
    this.bases = grown(this.bases, new Float32Array(capacity));
    this.scales = grown(this.scales, new Float32Array(capacity));
    this.ranks = new Uint16Array(capacity);
  }

  set(row: number, vector: Float32Array): void {
    const { bits, centre, dimensions, offset, order, words } = this;
    this.encode(vector, bits, row * words);
    for (let word = 0; word < COARSE_WORDS; word += 1)
      this.coarse[row * COARSE_WORDS + word] = bits[row * words + word] as number;
    let squares = 0;
    let lengths = 0;
    let base = 0;
    for (let at = 0; at < dimensions; at += 1) {
      const value = offset[at] as number;
      squares += value * value;
      lengths += Math.abs(value);
      base += value * (centre[order[at] as number] as number);
    }
    const scale = lengths === 0 ? 0 : squares / lengths;
    this.bases[row] = base;
    this.scales[row] = scale;
    this.sums.rows += 1;
    this.sums.length += Math.sqrt(squares);
    this.sums.untold += Math.sqrt(Math.max(0, dimensions * scale * scale - squares));
    this.sums.base += base;
  }

  move(from: number, to: number): void {
    this.coarse.copyWithin(to * COARSE_WORDS, from * COARSE_WORDS, (from + 1) * COARSE_WORDS);
    this.bits.copyWithin(to * this.words, from * this.words, (from + 1) * this.words);
    this.bases[to] = this.bases[from] as number;
    this.scales[to] = this.scales[from] as number;
  }

  /** Of the rows, or of all below `size`, a tenth. Holds until the next call. */
  likely(query: Float32Array, rows: Int32Array | null, size: number): LikelyRows {
    const { length, atCentre } = this.encodeQuery(query);
    const total = rows?.length ?? size;
    const counts = new Int32Array(COARSE_WORDS * 32 + 1);
    differingBits(this.coarse, this.wanted.subarray(0, COARSE_WORDS), rows, total, this.ranks, counts);
    const ranked = new RankedRows(this.ranks, counts, rows, total);
    const taken = ranked.take(Math.max(LEAST_LIKELY, total * LIKELY_SHARE));
    const left = ranked.taken;
    return {
      rows: taken,
      mayMiss: (similarity) => {
        if (taken.length === total) return false;
        const { rows: count, length: lengths, base } = this.sums;
        const cosine = (similarity - atCentre - base / count) / (length * (lengths / count));
        return this.mostBitsApart(cosine) >= left;
      },
    };
  }

  /** In how many of the first bits two vectors with this cosine, seen from the centre, differ at the most. */
  private mostBitsApart(cosine: number): number {
    const bits = Math.min(COARSE_WORDS * 32, this.dimensions);
    const share = Math.acos(Math.min(1, Math.max(-1, cosine))) / Math.PI;
    return bits * share + DEVIATIONS * Math.sqrt(bits * share * (1 - share));
  }

  /** Of the rows, or of all below `size`. Holds until the next call. */
  estimate(query: Float32Array, rows: Int32Array | null, size: number): Estimates {
    const { length, atCentre } = this.encodeQuery(query);
    const { bits, bases, scales, offset, words } = this;
    const estimates = estimateSimilarities({ bits, bases, scales }, offset, words, rows, rows?.length ?? size);
    for (let at = 0; at < estimates.length; at += 1) estimates[at] = (estimates[at] as number) + atCentre;
    // What is untold of a row lies any way: on it falls, by chance, a √dimensions-th of the query's length.
    const error = (this.sums.untold / this.sums.rows) * (length / Math.sqrt(this.dimensions));
    return { ordered: new EstimatedRows(estimates, rows, this.ranks), margin: DEVIATIONS * error };
  }

  /** Its length from the centre, and its similarity to it; leaves its bits in `wanted` and its way from the centre in `offset`. */
  private encodeQuery(query: Float32Array): { length: number; atCentre: number } {
    this.encode(query, this.wanted, 0);
    let atCentre = 0;
    let squares = 0;
    for (let at = 0; at < this.dimensions; at += 1) {
      atCentre += (query[at] as number) * (this.centre[at] as number);
      squares += (this.offset[at] as number) ** 2;
    }
    return { length: Math.sqrt(squares), atCentre };
  }

  /** Leaves the vector's way from the centre in `offset`. Without a branch: which way a bit falls cannot be foreseen. */
  private encode(vector: Float32Array, into: Int32Array, base: number): void {
    const { centre, order, offset, offsetBits, dimensions, words } = this;
    for (let at = 0; at < dimensions; at += 1) {
      const dimension = order[at] as number;
      offset[at] = (vector[dimension] as number) - (centre[dimension] as number);
    }
    for (let word = 0; word < words; word += 1) {
      let value = 0;
      const end = Math.min(32, dimensions - word * 32);
      for (let bit = 0; bit < end; bit += 1) value |= (~(offsetBits[word * 32 + bit] as number) >>> 31) << bit;
      into[base + word] = value;
    }
  }
}

function grown<T extends Int32Array | Float32Array>(column: T, larger: T): T {
  larger.set(column);
  return larger;
}
