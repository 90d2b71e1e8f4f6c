import type { Pool } from 'pg';
import { EMBEDDING_DIMENSIONS } from '@/lib/embedding/embedding-model';
import { SokoError } from '@/lib/platform/errors';
import { checkEntries, checkQuery } from './check-vector';
import { FIRST_CURSOR, type StoredEntry, VectorRows } from './vector-rows';
import {
  type VectorEntry,
  type VectorMatch,
  type VectorQuery,
  type VectorStore,
  vectorStoreUnavailable,
} from './vector-store';
import { VectorTable } from './vector-table';

/** How old the rows that a search looks at may be; from half of that on they are renewed in the background. */
const OLDEST_MS = 1_000;
const RENEW_AFTER_MS = OLDEST_MS / 2;
/** From so many missing rows on, one pass over all rows is faster than pages of the missing ones. */
const READ_ALL_FROM = 5_000;
/** How often each process that searches purges tombstones. */
const PURGE_EVERY_MS = 3_600_000;

export interface PostgresVectorStoreOptions {
  pool: Pool;
  space: string;
  dimensions?: number;
  /** In milliseconds, never going back. For tests. */
  now?: () => number;
}

/**
 * The VectorStore that needs nothing but PostgreSQL: rows of "vectorEntries", read into this process's memory at the
 * first search and kept fresh from then on. Any number of processes may write and search. 4.1 KB of memory a product.
 */
export class PostgresVectorStore implements VectorStore {
  readonly space: string;
  private readonly rows: VectorRows;
  private readonly dimensions: number;
  private readonly now: () => number;
  private table: VectorTable;
  private cursor = FIRST_CURSOR;
  private readAt = Number.NEGATIVE_INFINITY;
  private purgedAt: number;
  private running: Promise<void> | null = null;

  constructor(private readonly options: PostgresVectorStoreOptions) {
    this.space = options.space;
    this.dimensions = options.dimensions ?? EMBEDDING_DIMENSIONS;
    this.now = options.now ?? (() => performance.now());
    this.rows = new VectorRows(options.pool, options.space);
    this.table = new VectorTable(this.dimensions);
    this.purgedAt = this.now();
  }

  /** Brings memory up to date, so that a search does not have to. */
  async load(): Promise<void> {
    await this.guarded(() => this.refresh());
  }

  async upsert(entries: VectorEntry[]): Promise<void> {
    const checked = checkEntries(entries, this.dimensions);
    if (checked.length > 0) await this.guarded(() => this.rows.upsert(checked));
  }

  async remove(productIds: string[]): Promise<void> {
    if (productIds.length > 0) await this.guarded(() => this.rows.remove([...new Set(productIds)]));
  }

  async search(query: VectorQuery): Promise<VectorMatch[]> {
    checkQuery(query, this.dimensions);
    await this.renew();
    return this.table.search(query);
  }

  /** Waits only for what is too old to be searched. */
  private async renew(): Promise<void> {
    const age = this.now() - this.readAt;
    if (age > OLDEST_MS) await this.guarded(() => this.refresh());
    // A failure is reported by the search that has to wait.
    else if (age > RENEW_AFTER_MS) this.refresh().catch(() => {});
  }

  async get(productIds: string[]): Promise<Map<string, Float32Array>> {
    return this.guarded(async () => {
      const found = new Map<string, Float32Array>();
      for await (const page of this.rows.read([...new Set(productIds)])) {
        // Copied: a Float32Array needs an offset that is a multiple of four.
        for (const { productId, vector } of page)
          found.set(productId, new Float32Array(Uint8Array.from(vector).buffer));
      }
      return found;
    });
  }

  async count(): Promise<number> {
    return this.guarded(() => this.rows.count());
  }

  async drop(): Promise<void> {
    await this.guarded(() => this.rows.drop());
  }

  async ping(): Promise<void> {
    await this.guarded(() => this.options.pool.query('SELECT 1'));
  }

  /** The pool is the caller's. */
  async close(): Promise<void> {
    await this.running?.catch(() => {});
    this.table = new VectorTable(this.dimensions);
    this.cursor = FIRST_CURSOR;
    this.readAt = Number.NEGATIVE_INFINITY;
  }

  /** Joins the refresh that is under way. */
  private refresh(): Promise<void> {
    this.running ??= this.readChanges().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async readChanges(): Promise<void> {
    const startedAt = this.now();
    if (this.cursor === FIRST_CURSOR) await this.rows.renumber();
    let changes = await this.rows.changesSince(this.cursor);
    // Only another server counts from lower: ours was restored or replaced under us.
    if (BigInt(changes.cursor) < BigInt(this.cursor)) changes = await this.rows.changesSince(FIRST_CURSOR);
    const { cursor, complete, entries } = changes;
    if (complete) this.keepOnly(new Set(entries.map(({ productId }) => productId)));
    const changed: string[] = [];
    for (const { productId, version, deleted } of entries) {
      if (deleted) this.table.delete(productId);
      else if (this.table.versionOf(productId) !== version) changed.push(productId);
    }
    // Most of them are new, if they are many.
    if (changed.length >= READ_ALL_FROM) this.table.reserve(changed.length);
    const missing = new Set(changed);
    await this.read(changed, ({ productId, vector, version, attributes }) => {
      missing.delete(productId);
      if (this.table.versionOf(productId) !== version) this.table.set(productId, vector, attributes, version);
    });
    // Deleted between the two statements: its tombstone comes with the next refresh.
    for (const productId of missing) this.table.delete(productId);
    this.table.prepare();
    this.cursor = cursor;
    this.readAt = startedAt;
    this.purgeNowAndThen(startedAt);
  }

  private async read(productIds: readonly string[], each: (entry: StoredEntry) => void): Promise<void> {
    if (productIds.length >= READ_ALL_FROM) return this.rows.readAll(each);
    for await (const page of this.rows.read(productIds)) page.forEach(each);
  }

  private keepOnly(productIds: ReadonlySet<string>): void {
    for (const productId of [...this.table.productIds()]) {
      if (!productIds.has(productId)) this.table.delete(productId);
    }
  }

  /** In the background, and no harm if it fails: the next one does it. */
  private purgeNowAndThen(at: number): void {
    if (at - this.purgedAt < PURGE_EVERY_MS) return;
    this.purgedAt = at;
    this.rows.purge().catch(() => {});
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw error instanceof SokoError ? error : vectorStoreUnavailable('PostgreSQL', error);
    }
  }
}
