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
/** Rows compared before it is looked whether any that is left could be better: at the least, and of all that are in question. */
const COMPARED_AT_ONCE = 250;
const SHARE_AT_ONCE = 1 / 64;

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
  /** The query of the search under way, in doubles: what it is multiplied with is made one either way, and this half once only. */
  private readonly sought: Float64Array;
  /** Of the columns and bits, which double: small enough to be copied. */
  private capacity = 0;

  constructor(
    private readonly dimensions: number,
    private readonly exactBelow = EXACT_BELOW,
  ) {
    this.sought = new Float64Array(dimensions);
  }

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
    this.sought.set(vector);
    const wanted = offset + limit;
    const rows = this.columns.select(filter, this.size);
    const among = rows?.length ?? this.size;
    const best = among <= this.exactBelow ? this.compareAll(rows, wanted) : this.compareLikely(vector, rows, wanted);
    return best
      .sorted()
      .slice(offset)
      .map(({ row, score }) => ({ productId: this.ids[row] ?? '', score }));
  }

  private compareAll(rows: Int32Array | null, wanted: number): TopMatches {
    const best = this.topMatches(wanted);
    const total = rows?.length ?? this.size;
    for (let at = 0; at < total; at += 1) {
      const row = rows === null ? at : (rows[at] as number);
      best.offer(row, this.similarity(row));
    }
    return best;
  }

  /** A query far from everything (a text is, from pictures) has its best matches also among rows that do not look likely. */
  private compareLikely(vector: Float32Array, rows: Int32Array | null, wanted: number): TopMatches {
    const likely = this.signBits().likely(vector, rows, this.size);
    const best = this.compareByEstimate(vector, likely.rows, wanted);
    return likely.mayMiss(best.leastScore) ? this.compareByEstimate(vector, rows, wanted) : best;
  }

  /** The most similar by estimate first, until none that is left can be among the best. */
  private compareByEstimate(vector: Float32Array, rows: Int32Array | null, wanted: number): TopMatches {
    const { ordered, margin } = this.signBits().estimate(vector, rows, this.size);
    const best = this.topMatches(wanted);
    const step = Math.max(COMPARED_AT_ONCE, wanted, (rows?.length ?? this.size) * SHARE_AT_ONCE);
    while (ordered.bestLeft + margin >= best.leastScore) {
      const next = ordered.take(step);
      if (next.length === 0) break;
      for (const row of next) best.offer(row, this.similarity(row));
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
  private similarity(row: number): number {
    const query = this.sought;
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
