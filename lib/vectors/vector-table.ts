import { compareIds } from './check-vector';
import { NearestRows, type Ways } from './nearest-rows';
import { RowCodes } from './row-codes';
import { RowColumns } from './row-columns';
import { RowMemory } from './row-memory';
import { TopMatches } from './top-matches';
import { type VectorAttributes, type VectorMatch, type VectorQuery, vectorInvalid } from './vector-store';

/** Measured: where two ways meet, they take equally long. */
const WAYS: Ways = { comparing: 500, estimating: 20_000 };
const FIRST_CAPACITY = 1024;

/** Vectors and their attributes in memory, searched exactly, or nearly so (recall ≥ 0.99) once they are many. */
export class VectorTable {
  private readonly rows = new Map<string, number>();
  private readonly ids: string[] = [];
  private readonly versions: string[] = [];
  private readonly columns = new RowColumns();
  private readonly memory: RowMemory;
  private readonly codes: RowCodes;
  private readonly nearest: NearestRows;
  /** Of the columns, which are copied to grow: they are small. */
  private capacity = 0;

  constructor(
    private readonly dimensions: number,
    private readonly ways = WAYS,
  ) {
    this.memory = new RowMemory(dimensions);
    this.codes = new RowCodes(this.memory);
    this.nearest = new NearestRows(this.memory, this.codes, ways);
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

  /** Makes room for so many more at once. */
  reserve(more: number): void {
    this.memory.reserve(this.size + more);
  }

  /** `bytes`: float32, little-endian. `version`: anything that differs from one state of the entry to the next. */
  set(productId: string, bytes: Uint8Array, attributes: VectorAttributes, version: string): void {
    if (bytes.byteLength !== this.dimensions * 4) {
      throw vectorInvalid(
        `A stored vector has ${bytes.byteLength / 4} dimensions, the store ${this.dimensions}: run "reindex".`,
      );
    }
    const row = this.rows.get(productId) ?? this.append(productId);
    this.memory.bytes.set(bytes, this.memory.vectorAt(row));
    this.codes.set(row);
    this.columns.set(row, attributes);
    this.versions[row] = version;
  }

  /** The last row moves into its place. */
  delete(productId: string): void {
    const row = this.rows.get(productId);
    const last = this.ids.length - 1;
    const lastId = this.ids[last];
    if (row === undefined || lastId === undefined) return;
    if (row !== last) {
      this.memory.copy(last, row);
      this.columns.move(last, row);
      this.ids[row] = lastId;
      this.versions[row] = this.versions[last] ?? '';
      this.rows.set(lastId, row);
    }
    this.rows.delete(productId);
    this.ids.pop();
    this.versions.pop();
  }

  /** Makes the codes that a search of many rows needs, so that the next one does not have to. */
  prepare(): void {
    if (this.size > this.ways.comparing) this.codes.prepare(this.size);
  }

  search({ vector, limit, offset = 0, filter = {} }: VectorQuery): VectorMatch[] {
    const wanted = Math.min(offset + limit, this.size);
    const best = new TopMatches(wanted, (a, b) => compareIds(this.ids[a] ?? '', this.ids[b] ?? ''));
    this.nearest.find(vector, this.columns.select(filter, this.size), this.size, wanted, best);
    return best
      .sorted()
      .slice(offset)
      .map(({ row, score }) => ({ productId: this.ids[row] ?? '', score, version: this.versions[row] ?? '' }));
  }

  private append(productId: string): number {
    const row = this.ids.length;
    this.memory.reserve(row + 1);
    if (row >= this.capacity) {
      this.capacity = Math.max(FIRST_CAPACITY, this.capacity * 2);
      this.columns.grow(this.capacity);
    }
    this.ids.push(productId);
    this.versions.push('');
    this.rows.set(productId, row);
    return row;
  }
}
