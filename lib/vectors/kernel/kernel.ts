import { KERNEL_BYTES } from './kernel-bytes';

/** What `dimensions` must be a multiple of: the loops take so many at a time. */
export const DIMENSIONS_AT_ONCE = 128;

/** A row's note is four floats. The first two are of its bytes: their step, and their error. */
export const NOTE_BYTES = 16;
/** Where in a note `estimate` and `differ` leave what they find. */
export const BOUND = 8;
export const DISTANCE = 12;

/**
 * kernel.wat, over one memory. All arguments are addresses in it but for numbers of something. `rows`: the address
 * of row numbers (32 bits each), or 0 for the first `count`, which is at least one.
 */
export interface Kernel {
  /** The sum of two vectors' products (32 bits in, 64 out). */
  similarity(query: number, vector: number, dimensions: number): number;
  /** A vector's difference from the centre, in bytes at `code`, and the note on them. */
  encode(vector: number, centre: number, dimensions: number, code: number, note: number): void;
  /** One bit for each dimension: on which side of the centre a vector lies. */
  sign(vector: number, centre: number, dimensions: number, sign: number): void;
  /** Into each row's note: an upper bound of its similarity to the query (16 bits, by `step`, of `length`). */
  estimate(
    rows: number,
    count: number,
    codes: number,
    notes: number,
    query: number,
    dimensions: number,
    step: number,
    length: number,
  ): void;
  /** Into each row's note: in how many signs it differs from the query. `counts`: a histogram that is added to. */
  differ(
    rows: number,
    count: number,
    signs: number,
    notes: number,
    query: number,
    dimensions: number,
    counts: number,
  ): void;
  /**
   * Lists, at `into`, the rows whose value is from `least` to `most`; returns how many. `values`: `notes` plus
   * BOUND or DISTANCE.
   */
  pick(rows: number, count: number, values: number, least: number, most: number, into: number): number;
}

let compiled: WebAssembly.Module | null = null;

export function kernelOver(memory: WebAssembly.Memory): Kernel {
  compiled ??= new WebAssembly.Module(Buffer.from(KERNEL_BYTES, 'base64'));
  const { exports } = new WebAssembly.Instance(compiled, { table: { memory } });
  // The language cannot know what bytes export; kernel.test.ts calls every one of them.
  return exports as unknown as Kernel;
}
