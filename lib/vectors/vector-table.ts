import { compareIds } from './check-vector';
import { RowColumns } from './row-columns';
import { SignBits } from './sign-bits';
import { TopMatches } from './top-matches';
import { vectorInvalid } from './vector-errors';
import type { VectorAttributes, VectorFilter, VectorMatch } from './vector-store';

/** Vectors lie in blocks of so many rows (3 MB at 768 dimensions): growing never copies them. */
const BLOCK_ROWS = 1024;
/** So many rows are compared one by one in two milliseconds; beyond, the sign bits choose first. */
const EXACT_BELOW = 3_000;
/**
 * Rows compared exactly in the order of their bits, at the least and for each match asked for; then on until twice as many as it
 * took to find the last of the best have brought nothing better. A photo of something in the catalogue is done after these. A
 * query far from everything (a text is, from pictures) does not settle within this share of the rows: estimates go on.
 */
const LEAST_COMPARED = 500;
const COMPARED_PER_MATCH = 12;
const PATIENCE = 2;
const MOST_BY_BITS = 0.03;
/** Estimates that are wrong by more than so many times their usual error are one in 160. */
const ERRORS_ALLOWED = 2.5;
const COMPARED_AT_ONCE = 1_000;

export interface TableQuery {
  vector: Float32Array;
  limit: number;
  offset?: number;
  filter?: VectorFilter;
}

/** Vectors and their attributes in memory, searched exactly, or nearly so (recall ≥ 0.99) once they are many. */
export class VectorTable {
  private readonly rows = new Map<string, number>();
  private readonly ids: string[] = [];
  private readonly versions: string[] = [];
  private readonly blocks: Float32Array[] = [];
  private readonly columns = new RowColumns();
  private bits: SignBits | null = null;
  /** Of the columns and bits, which double: small enough to be copied. */
  private capacity = 0;

  constructor(
    private readonly dimensions: number,
    private readonly exactBelow = EXACT_BELOW,
  ) {}

  get size(): number {
    return this.ids.length;
  }

  /** What `set` was given for it; undefined when it is not there. */
  versionOf(productId: string): string | undefined {
    const row = this.rows.get(productId);
    return row === undefined ? undefined : this.versions[row];
  }

  productIds(): readonly string[] {
    return this.ids;
  }

  /** `bytes`: float32, little-endian. `version`: anything that differs from one state of the entry to the next. */
  set(productId: string, bytes: Uint8Array, attributes: VectorAttributes, version: string): void {
    if (bytes.byteLength !== this.dimensions * 4) {
      throw vectorInvalid(
        `A stored vector has ${bytes.byteLength / 4} dimensions, the store ${this.dimensions}: run "reindex".`,
      );
    }
    const row = this.rows.get(productId) ?? this.append(productId);
    const vector = this.rowAt(row);
    new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength).set(bytes);
    this.columns.set(row, attributes);
    this.versions[row] = version;
    this.bits?.set(row, vector);
  }

  /** The last row takes its place. */
  delete(productId: string): void {
    const row = this.rows.get(productId);
    const last = this.ids.length - 1;
    const lastId = this.ids[last];
    if (row === undefined || lastId === undefined) return;
    if (row !== last) {
      this.rowAt(row).set(this.rowAt(last));
      this.columns.move(last, row);
      this.bits?.move(last, row);
      this.ids[row] = lastId;
      this.versions[row] = this.versions[last] ?? '';
      this.rows.set(lastId, row);
    }
    this.rows.delete(productId);
    this.ids.pop();
    this.versions.pop();
    if (this.blocks.length > Math.ceil(last / BLOCK_ROWS) + 1) this.blocks.pop();
  }

  /** Makes what a search of many rows needs, so that the next one does not have to. */
  prepare(): void {
    if (this.size > this.exactBelow) this.signBits();
  }

  search({ vector, limit, offset = 0, filter = {} }: TableQuery): VectorMatch[] {
    const wanted = offset + limit;
    const rows = this.columns.select(filter, this.size);
    const among = rows?.length ?? this.size;
    const best =
      among <= this.exactBelow ? this.compareAll(vector, rows, wanted) : this.compareLikely(vector, rows, wanted);
    return best
      .sorted()
      .slice(offset)
      .map(({ row, score }) => ({ productId: this.ids[row] ?? '', score }));
  }

  private compareAll(vector: Float32Array, rows: Int32Array | null, wanted: number): TopMatches {
    const best = this.topMatches(wanted);
    const total = rows?.length ?? this.size;
    for (let at = 0; at < total; at += 1) {
      const row = rows === null ? at : (rows[at] as number);
      best.offer(row, this.similarity(vector, row));
    }
    return best;
  }

  private compareLikely(vector: Float32Array, rows: Int32Array | null, wanted: number): TopMatches {
    return this.compareByBits(vector, rows, wanted) ?? this.compareByEstimate(vector, rows, wanted);
  }

  /** Null when the bits lead nowhere. */
  private compareByBits(vector: Float32Array, rows: Int32Array | null, wanted: number): TopMatches | null {
    const ranked = this.signBits().byBits(vector, rows, this.size);
    const best = this.topMatches(wanted);
    const least = Math.max(LEAST_COMPARED, wanted * COMPARED_PER_MATCH);
    const most = Math.max((rows?.length ?? this.size) * MOST_BY_BITS, least * (1 + PATIENCE));
    let enough = least;
    let compared = 0;
    while (compared < enough) {
      const next = ranked.take(enough - compared);
      if (next.length === 0 || compared >= most) return null;
      for (let at = 0; at < next.length && compared < enough; at += 1) {
        const row = next[at] as number;
        compared += 1;
        if (best.offer(row, this.similarity(vector, row))) enough = Math.max(least, compared * (1 + PATIENCE));
      }
    }
    return best;
  }

  /** In the order of the estimates, until none that is left can be among the best. */
  private compareByEstimate(vector: Float32Array, rows: Int32Array | null, wanted: number): TopMatches {
    const { estimated, error } = this.signBits().byEstimate(vector, rows, this.size);
    const best = this.topMatches(wanted);
    const step = Math.max(COMPARED_AT_ONCE, wanted);
    while (estimated.bestLeft + ERRORS_ALLOWED * error >= best.leastScore) {
      const next = estimated.take(step);
      if (next.length === 0) break;
      for (const row of next) best.offer(row, this.similarity(vector, row));
    }
    return best;
  }

  private topMatches(wanted: number): TopMatches {
    return new TopMatches(wanted, (a, b) => compareIds(this.ids[a] ?? '', this.ids[b] ?? ''));
  }

  private append(productId: string): number {
    const row = this.ids.length;
    if (row >= this.blocks.length * BLOCK_ROWS) {
      this.blocks.push(new Float32Array(BLOCK_ROWS * this.dimensions));
    }
    if (row >= this.capacity) {
      this.capacity = Math.max(BLOCK_ROWS, this.capacity * 2);
      this.columns.grow(this.capacity);
      this.bits?.grow(this.capacity);
    }
    this.ids.push(productId);
    this.versions.push('');
    this.rows.set(productId, row);
    return row;
  }

  private signBits(): SignBits {
    if (this.bits === null || this.size > 2 * this.bits.centredAt) {
      this.bits = new SignBits(this.dimensions, this.capacity, this.size, (row) => this.rowAt(row));
    }
    return this.bits;
  }

  private rowAt(row: number): Float32Array {
    const at = (row % BLOCK_ROWS) * this.dimensions;
    return this.blockOf(row).subarray(at, at + this.dimensions);
  }

  private blockOf(row: number): Float32Array {
    const block = this.blocks[Math.floor(row / BLOCK_ROWS)];
    if (block === undefined) throw new RangeError(`No row ${row}`);
    return block;
  }

  /** Four sums at once: a single one makes every addition wait for the one before. */
  private similarity(query: Float32Array, row: number): number {
    const block = this.blockOf(row);
    const base = (row % BLOCK_ROWS) * this.dimensions;
    const whole = this.dimensions - (this.dimensions % 4);
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let at = 0; at < whole; at += 4) {
      a += (query[at] as number) * (block[base + at] as number);
      b += (query[at + 1] as number) * (block[base + at + 1] as number);
      c += (query[at + 2] as number) * (block[base + at + 2] as number);
      d += (query[at + 3] as number) * (block[base + at + 3] as number);
    }
    for (let at = whole; at < this.dimensions; at += 1) a += (query[at] as number) * (block[base + at] as number);
    return a + b + c + d;
  }
}
