import { differingBits } from './differing-bits';
import { RankedRows } from './ranked-rows';
import { spreadOf } from './row-spread';
import { EstimatedRows, estimateSimilarities } from './sign-estimates';

/** So many words, of the dimensions that tell most, choose the share of rows whose bits are all counted. */
const COARSE_WORDS = 8;
const FINE_SHARE = 0.08;
const LEAST_FINE = 4096;

/**
 * One bit per dimension and row: on which side of the catalogue's mean it lies (96 bytes a row are read instead of 3 KB). The mean
 * matters: vectors of one model share a direction, and around zero most of their bits would agree. Two ways to choose by them
 * which rows to compare exactly: how many bits differ from the query's own, or, finer and slower, an estimate of the similarity.
 */
export class SignBits {
  private readonly words: number;
  private readonly centre: Float32Array;
  /** Dimensions, those first in which rows differ most. */
  private readonly order: Uint16Array;
  private readonly wanted: Int32Array;
  private readonly coarseWanted = new Int32Array(COARSE_WORDS);
  /** A vector's way from the centre in that order, and the same bytes as whole numbers: their first bit is the sign. */
  private readonly offset: Float32Array;
  private readonly offsetBits: Int32Array;
  /** The first words of `bits` once more, together: what every search reads of every row. */
  private coarse: Int32Array;
  private bits: Int32Array;
  private bases: Float32Array;
  private scales: Float32Array;
  private ranks: Uint16Array;
  /** Summed over rows: how long the part of each is that its signs do not tell. */
  private untold = 0;
  private encoded = 0;

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
    this.untold += Math.sqrt(Math.max(0, dimensions * scale * scale - squares));
    this.encoded += 1;
  }

  move(from: number, to: number): void {
    this.coarse.copyWithin(to * COARSE_WORDS, from * COARSE_WORDS, (from + 1) * COARSE_WORDS);
    this.bits.copyWithin(to * this.words, from * this.words, (from + 1) * this.words);
    this.bases[to] = this.bases[from] as number;
    this.scales[to] = this.scales[from] as number;
  }

  /**
   * The rows in fewest of whose bits the query's differ first, some twelfth of all; among those below `size` when `rows` is null.
   * Holds until the next call.
   */
  byBits(query: Float32Array, rows: Int32Array | null, size: number): RankedRows {
    this.encode(query, this.wanted, 0);
    this.coarseWanted.set(this.wanted.subarray(0, COARSE_WORDS));
    const total = rows?.length ?? size;
    const likely = this.count(this.coarse, this.coarseWanted, rows, total).take(
      Math.max(LEAST_FINE, total * FINE_SHARE),
    );
    return this.count(this.bits, this.wanted, likely, likely.length);
  }

  private count(bits: Int32Array, wanted: Int32Array, rows: Int32Array | null, total: number): RankedRows {
    const counts = new Int32Array(wanted.length * 32 + 1);
    differingBits(bits, wanted, rows, total, this.ranks, counts);
    return new RankedRows(this.ranks, counts, rows, total);
  }

  /** All rows by estimated similarity, and by how much an estimate is usually wrong. Holds until the next call. */
  byEstimate(query: Float32Array, rows: Int32Array | null, size: number): { estimated: EstimatedRows; error: number } {
    const { bits, bases, scales, offset } = this;
    this.encode(query, this.wanted, 0);
    let atCentre = 0;
    let squares = 0;
    for (let at = 0; at < this.dimensions; at += 1) {
      atCentre += (query[at] as number) * (this.centre[at] as number);
      squares += (offset[at] as number) ** 2;
    }
    const estimates = estimateSimilarities({ bits, bases, scales }, offset, this.words, rows, rows?.length ?? size);
    for (let at = 0; at < estimates.length; at += 1) estimates[at] = (estimates[at] as number) + atCentre;
    // What is untold of a row lies any way: on it falls, by chance, a √dimensions-th of the query's length.
    const error = (this.untold / Math.max(1, this.encoded)) * Math.sqrt(squares / this.dimensions);
    return { estimated: new EstimatedRows(estimates, rows, this.ranks), error };
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
