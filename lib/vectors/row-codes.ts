import { BOUND, DISTANCE } from './kernel/kernel';
import type { RowMemory, RowsOfBlock } from './row-memory';

/** The centre is the mean of about so many rows: more would hardly change it. */
const SAMPLE = 4096;
/** Of a normal distribution: one in 700 lies further out on one side. */
const DEVIATIONS = 3;
/** The most that float32 rounds away in computing a bound. */
const ROUNDING = 2e-6;
/** No vector is further from the centre: both have at most unit length, and a little for check-vector's tolerance. */
const LONGEST = 2.01;

/** The current search's query. */
interface Sought {
  length: number;
  /** The value of one unit of its halfwords. */
  step: number;
  /** Its similarity to the centre, which is part of every row's, and all that a bound could be too low by. */
  base: number;
  fromCentre: number;
  atCentre: number;
}

/**
 * Rows quantised to a byte and to a sign for each dimension, relative to the catalogue's mean: one model's vectors
 * share a direction, which would waste the bytes' range and make most signs agree. Bytes give an upper bound of the
 * similarity (a quarter of the memory to read), signs an estimate (a thirtieth).
 */
export class RowCodes {
  private centredAt = 0;
  /** The mean distance of a row from the centre. */
  private rowLength = 0;
  private centreSquared = 0;
  private sought: Sought = { length: 0, step: 0, base: 0, fromCentre: 0, atCentre: 0 };

  constructor(private readonly memory: RowMemory) {}

  /** Makes the codes of all rows below `size`, unless they exist around a centre that still holds. */
  prepare(size: number): void {
    // A catalogue twice the size may be another one.
    if (this.centredAt > 0 && size <= 2 * this.centredAt) return;
    this.centre(size);
    this.centredAt = size;
    for (let row = 0; row < size; row += 1) this.set(row);
  }

  set(row: number): void {
    if (this.centredAt === 0) return;
    const { kernel, dimensions, places } = this.memory;
    const vector = this.memory.vectorAt(row);
    kernel.encode(vector, places.centre, dimensions, this.memory.codeAt(row), this.memory.noteAt(row));
    kernel.sign(vector, places.centre, dimensions, this.memory.signsAt(row));
  }

  /** Takes the query in memory as the one that `estimate`, `differ` and `mostSignsApart` compare with from now on. */
  seek(): void {
    const { kernel, floats, halfwords, dimensions, places } = this.memory;
    kernel.sign(places.query, places.centre, dimensions, places.signs);
    const query = floats.subarray(places.query / 4, places.query / 4 + dimensions);
    const whole = halfwords.subarray(places.halfwords / 2, places.halfwords / 2 + dimensions);
    let largest = 0;
    for (const value of query) largest = Math.max(largest, Math.abs(value));
    // The finest step whose products over all dimensions still add up in 32 bits.
    const step = (largest || 1) / Math.min(32_767, Math.floor(0x7fffffff / (127 * dimensions)));
    let squares = 0;
    let untold = 0;
    for (let at = 0; at < dimensions; at += 1) {
      const value = query[at] as number;
      const steps = Math.round(value / step);
      whole[at] = steps;
      squares += value * value;
      untold += (value - steps * step) ** 2;
    }
    const atCentre = kernel.similarity(places.query, places.centre, dimensions);
    this.sought = {
      length: Math.sqrt(squares),
      step,
      base: atCentre + LONGEST * Math.sqrt(untold) + ROUNDING,
      atCentre,
      fromCentre: Math.sqrt(Math.max(0, squares - 2 * atCentre + this.centreSquared)),
    };
  }

  /** Notes an upper bound of each row's similarity to the query. */
  estimate({ listed, count, codes, notes }: RowsOfBlock): void {
    const { kernel, dimensions, places } = this.memory;
    const { step, length } = this.sought;
    kernel.estimate(listed, count, codes, notes, places.halfwords, dimensions, step, length);
  }

  boundOf(row: number): number {
    return this.sought.base + (this.memory.floats[(this.memory.noteAt(row) + BOUND) / 4] as number);
  }

  /** Those whose bound is at least `similarity`. */
  reaching(rows: RowsOfBlock, similarity: number): Int32Array {
    return this.pick(rows, BOUND, similarity - this.sought.base, Number.POSITIVE_INFINITY);
  }

  /** Notes in how many signs each row differs from the query. Returns their histogram, valid until the next call. */
  differ(rows: Iterable<RowsOfBlock>): Int32Array {
    const { kernel, ints, dimensions, places } = this.memory;
    const counts = ints.subarray(places.counts / 4, places.counts / 4 + dimensions + 1).fill(0);
    for (const { listed, count, signs, notes } of rows)
      kernel.differ(listed, count, signs, notes, places.signs, dimensions, places.counts);
    return counts;
  }

  /** Those that differ in `least` to `most` signs. */
  differingIn(rows: RowsOfBlock, least: number, most: number): Int32Array {
    return this.pick(rows, DISTANCE, least, most);
  }

  private pick({ listed, count, notes, first }: RowsOfBlock, value: number, least: number, most: number): Int32Array {
    const { kernel, ints, places } = this.memory;
    const picked = kernel.pick(listed, count, notes + value, least, most, places.picked);
    const rows = new Int32Array(picked);
    for (let at = 0; at < picked; at += 1) rows[at] = first + (ints[places.picked / 4 + at] as number);
    return rows;
  }

  /** In how many signs a row of this similarity differs from the query at most, save for rare exceptions. */
  mostSignsApart(similarity: number): number {
    const { dimensions } = this.memory;
    const { atCentre, fromCentre } = this.sought;
    const lengths = fromCentre * this.rowLength;
    // Where all rows are alike signs say nothing.
    const cosine = lengths < 1e-6 ? -1 : (similarity - atCentre) / lengths;
    const share = Math.acos(Math.min(1, Math.max(-1, cosine))) / Math.PI;
    return dimensions * share + DEVIATIONS * Math.sqrt(dimensions * share * (1 - share));
  }

  private centre(size: number): void {
    const { floats, places, dimensions } = this.memory;
    const sums = new Float64Array(dimensions);
    const step = Math.max(1, Math.floor(size / SAMPLE));
    let taken = 0;
    let squares = 0;
    for (let row = 0; row < size; row += step) {
      const base = this.memory.vectorAt(row) / 4;
      for (let at = 0; at < dimensions; at += 1) {
        const value = floats[base + at] as number;
        sums[at] = (sums[at] as number) + value;
        squares += value * value;
      }
      taken += 1;
    }
    const mean = sums.map((sum) => sum / Math.max(1, taken));
    floats.set(mean, places.centre / 4);
    this.centreSquared = mean.reduce((sum, value) => sum + value * value, 0);
    this.rowLength = Math.sqrt(Math.max(0, squares / Math.max(1, taken) - this.centreSquared));
  }
}
