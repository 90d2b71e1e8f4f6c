import { DIMENSIONS_AT_ONCE, type Kernel, kernelOver, NOTE_BYTES } from './kernel/kernel';
import { vectorStoreFull } from './vector-store';

/** Rows lie in blocks (4 MB at 768 dimensions), so that growing never moves them. */
const BLOCK_ROWS = 1024;
const PAGE_BYTES = 65_536;
/** All that 32-bit addresses reach: 4 GiB. */
const MOST_PAGES = 65_536;

/** Addresses of what a search works with. */
export interface Places {
  /** The query, as it is (32 bits), in halfwords, and its signs. */
  query: number;
  halfwords: number;
  signs: number;
  centre: number;
  /** How many rows differ from the query in how many signs. */
  counts: number;
  /** Numbers of rows that were picked. */
  picked: number;
}

/** Some rows of one block. */
export interface RowsOfBlock {
  /** How many, and the address of their numbers in the block (0: the first ones). */
  count: number;
  listed: number;
  /** The number in the table of the block's first row. */
  first: number;
  /** Addresses of the block's columns. */
  codes: number;
  signs: number;
  notes: number;
}

/** One WebAssembly memory for the rows of a table: vectors, their bytes and signs, and notes on them. */
export class RowMemory {
  readonly kernel: Kernel;
  /** Padded with zeros to a multiple of DIMENSIONS_AT_ONCE. */
  readonly dimensions: number;
  readonly places: Places;
  /** Views of all of it, replaced whenever it grows, which detaches the old ones. */
  floats = new Float32Array(0);
  ints = new Int32Array(0);
  halfwords = new Int16Array(0);
  bytes = new Uint8Array(0);
  private readonly memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES });
  private readonly listed: number;
  private readonly firstBlock: number;
  private readonly column: { codes: number; signs: number; notes: number };
  private readonly blockBytes: number;
  private blocks = 0;

  constructor(vectorDimensions: number) {
    const dimensions = Math.ceil(vectorDimensions / DIMENSIONS_AT_ONCE) * DIMENSIONS_AT_ONCE;
    this.dimensions = dimensions;
    this.kernel = kernelOver(this.memory);
    // Not at 0, which means "no list" to the kernel.
    this.listed = 64;
    const query = this.listed + BLOCK_ROWS * 4;
    const halfwords = query + dimensions * 4;
    const signs = halfwords + dimensions * 2;
    const centre = signs + dimensions / 8;
    const counts = centre + dimensions * 4;
    const picked = counts + (dimensions + 1) * 4;
    this.places = { query, halfwords, signs, centre, counts, picked };
    this.firstBlock = Math.ceil((picked + BLOCK_ROWS * 4) / 64) * 64;
    const codes = BLOCK_ROWS * dimensions * 4;
    const signsOfRows = codes + BLOCK_ROWS * dimensions;
    const notes = signsOfRows + (BLOCK_ROWS * dimensions) / 8;
    this.column = { codes, signs: signsOfRows, notes };
    this.blockBytes = notes + BLOCK_ROWS * NOTE_BYTES;
    this.reach(this.firstBlock);
  }

  /** Makes room for so many rows. A search's results in it are lost. */
  reserve(rows: number): void {
    const blocks = Math.ceil(rows / BLOCK_ROWS);
    if (blocks <= this.blocks) return;
    this.reach(this.firstBlock + blocks * this.blockBytes);
    this.blocks = blocks;
  }

  vectorAt(row: number): number {
    return this.blockOf(row) + (row % BLOCK_ROWS) * this.dimensions * 4;
  }

  codeAt(row: number): number {
    return this.blockOf(row) + this.column.codes + (row % BLOCK_ROWS) * this.dimensions;
  }

  signsAt(row: number): number {
    return this.blockOf(row) + this.column.signs + ((row % BLOCK_ROWS) * this.dimensions) / 8;
  }

  noteAt(row: number): number {
    return this.blockOf(row) + this.column.notes + (row % BLOCK_ROWS) * NOTE_BYTES;
  }

  copy(from: number, to: number): void {
    const { bytes, dimensions } = this;
    const column = (at: (row: number) => number, length: number): void =>
      void bytes.copyWithin(at(to), at(from), at(from) + length);
    column((row) => this.vectorAt(row), dimensions * 4);
    column((row) => this.codeAt(row), dimensions);
    column((row) => this.signsAt(row), dimensions / 8);
    column((row) => this.noteAt(row), NOTE_BYTES);
  }

  /** These rows (in their order), or all below `size`, block by block. Each holds until the next is asked for. */
  *blocksOf(rows: Int32Array | null, size: number): Generator<RowsOfBlock> {
    const total = rows?.length ?? size;
    const { codes, signs, notes } = this.column;
    for (let at = 0; at < total; ) {
      const block = Math.floor((rows === null ? at : (rows[at] as number)) / BLOCK_ROWS);
      const first = block * BLOCK_ROWS;
      const base = this.firstBlock + block * this.blockBytes;
      const count = rows === null ? Math.min(BLOCK_ROWS, total - at) : this.list(rows, at, first);
      const listed = rows === null ? 0 : this.listed;
      yield { count, listed, first, codes: base + codes, signs: base + signs, notes: base + notes };
      at += count;
    }
  }

  /** Lists the rows from there on that are in the block; returns how many. */
  private list(rows: Int32Array, from: number, first: number): number {
    const into = this.listed / 4;
    let at = from;
    for (; at < rows.length; at += 1) {
      const place = (rows[at] as number) - first;
      if (place >= BLOCK_ROWS) break;
      this.ints[into + at - from] = place;
    }
    return at - from;
  }

  private blockOf(row: number): number {
    return this.firstBlock + Math.floor(row / BLOCK_ROWS) * this.blockBytes;
  }

  /**
   * Grows by a quarter at least, since the garbage collector takes all of it for new each time. Pages that nothing
   * was written to take no memory.
   */
  private reach(bytes: number): void {
    const pages = this.memory.buffer.byteLength / PAGE_BYTES;
    const needed = Math.ceil(bytes / PAGE_BYTES);
    try {
      if (needed > pages) this.memory.grow(Math.max(needed, Math.min(Math.ceil(pages * 1.25), MOST_PAGES)) - pages);
    } catch (error) {
      throw vectorStoreFull(this.blocks * BLOCK_ROWS, error);
    }
    const { buffer } = this.memory;
    if (buffer === this.bytes.buffer) return;
    this.floats = new Float32Array(buffer);
    this.ints = new Int32Array(buffer);
    this.halfwords = new Int16Array(buffer);
    this.bytes = new Uint8Array(buffer);
  }
}
