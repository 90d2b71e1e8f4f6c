import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Pool } from 'pg';
import { migrate } from '@/lib/platform/migrate';
import { PostgresVectorStore } from '@/lib/vectors/postgres-vector-store';
import type { VectorEntry, VectorFilter } from '@/lib/vectors/vector-store';
import { startPostgres, stopPostgres } from '@/supervisor/postgres/postgres-server';
import { type BenchRow, percentile, rowsOf } from './row';
import { DIMENSIONS, makeCatalogue, nearest, type QueryKind, queryFor, TOP } from './vector-catalogue';

const SIZES = [10_000, 100_000];
const QUERIES = 40;
const WARM_UP = 20;
/** 40 ms against 4.2 ms, measured once on a faster machine (docs/performance.md). */
const TIMES_THE_LOOP = 9.5;
const FILTERS: [string, VectorFilter][] = [
  ['all products', {}],
  ['filter keeps 50 %', { category: 'half' }],
  ['filter keeps 1 %', { sellerPhone: '254700000001' }],
];

/** The VectorStore on PostgreSQL: filling, loading, searching; recall against comparing one by one. */
export async function benchVectors(): Promise<BenchRow[]> {
  const home = await mkdtemp(path.join(tmpdir(), 'soko-bench-postgres-'));
  const dataDir = path.join(home, 'data');
  const server = await startPostgres({ dataDir, password: 'only-for-the-bench', log: () => {} });
  const url = server.url('postgres');
  const pool = new Pool({ connectionString: url, max: 4 });
  // An idle connection is told when the server stops.
  pool.on('error', () => {});
  try {
    await migrate(url);
    const catalogue = makeCatalogue(Math.max(...SIZES));
    const rows: BenchRow[] = [];
    for (const size of SIZES) rows.push(...(await benchSize(pool, catalogue.slice(0, size))));
    return rows;
  } finally {
    await pool.end();
    await stopPostgres(server);
    await rm(home, { recursive: true, force: true });
  }
}

async function benchSize(pool: Pool, catalogue: VectorEntry[]): Promise<BenchRow[]> {
  const size = `${catalogue.length / 1000}k`;
  const isLargest = catalogue.length === Math.max(...SIZES);
  const { rows, add: addRow } = rowsOf('vectors');
  const add: typeof addRow = (what, ...measured) => addRow(`${size}: ${what}`, ...measured);

  const filled = await measure(() => fill(pool, size, catalogue));
  add('written, bulk upserts', catalogue.length / (filled / 1000), 'products/s');
  const memory = memoryBytes();
  const store = new PostgresVectorStore({ pool, space: size });
  const usedBefore = cpuMs();
  const loaded = await measure(() => store.load());
  add(`loading from PostgreSQL, × ${DIMENSIONS}`, loaded, 'ms', isLargest ? { atMost: 3000 } : undefined);
  add("loading: this process's CPU", cpuMs() - usedBefore, 'ms');
  add('memory per product', (memoryBytes() - memory) / catalogue.length, 'bytes');
  const loop = plainLoop(catalogue);
  add('plain loop over all vectors: p50', loop, 'ms');
  for (const kind of ['like a product', 'like nothing'] as const) {
    for (const [name, filter] of FILTERS) {
      const { times, cpu, recall } = await searches(store, catalogue, filter, kind);
      const what = `top ${TOP}, query ${kind}, ${name}`;
      const target = kind === 'like a product' ? { atMost: 5 } : undefined;
      add(`${what}: p50`, percentile(times, 0.5), 'ms', target);
      if (isLargest && kind === 'like a product' && name === 'all products') {
        add(`${what}: times as fast as the loop`, loop / percentile(times, 0.5), '×', { atLeast: TIMES_THE_LOOP });
      }
      add(`${what}: p95`, percentile(times, 0.95), 'ms');
      add(`${what}: CPU p50`, percentile(cpu, 0.5), 'ms');
      add(`${what}: recall`, recall, 'of 1', { atLeast: 0.99 });
    }
  }
  await store.upsert(
    catalogue.slice(0, 20).map((entry) => ({ ...entry, attributes: { ...entry.attributes, category: 'new' } })),
  );
  add(
    'catching up with 20 changes, and a search',
    await measure(async () => {
      await store.load();
      await store.search(queryFor(catalogue, 1, {}));
    }),
    'ms',
  );
  await store.close();
  return rows;
}

async function fill(pool: Pool, space: string, catalogue: VectorEntry[]): Promise<void> {
  const writer = new PostgresVectorStore({ pool, space });
  for (let at = 0; at < catalogue.length; at += 2_000) await writer.upsert(catalogue.slice(at, at + 2_000));
}

async function searches(
  store: PostgresVectorStore,
  catalogue: VectorEntry[],
  filter: VectorFilter,
  kind: QueryKind,
): Promise<{ times: number[]; cpu: number[]; recall: number }> {
  for (let at = 0; at < WARM_UP; at += 1) await store.search(queryFor(catalogue, QUERIES + at, filter, kind));
  const times: number[] = [];
  const cpu: number[] = [];
  let recall = 0;
  for (let at = 0; at < QUERIES; at += 1) {
    const query = queryFor(catalogue, at, filter, kind);
    const [startedAt, usedBefore] = [performance.now(), cpuMs()];
    const found = await store.search(query);
    times.push(performance.now() - startedAt);
    cpu.push(cpuMs() - usedBefore);
    const expected = nearest(catalogue, query);
    recall += found.filter(({ productId }) => expected.has(productId)).length / expected.size / QUERIES;
    await sleep(0);
  }
  return { times, cpu, recall };
}

/**
 * The peer in the same run: every vector compared, one after another in one array, and nothing else. Milliseconds, the
 * median of some. Machines differ by as much as six times in it.
 */
function plainLoop(catalogue: VectorEntry[]): number {
  const all = new Float32Array(catalogue.length * DIMENSIONS);
  for (const [at, { vector }] of catalogue.entries()) all.set(vector, at * DIMENSIONS);
  const scores = new Float32Array(catalogue.length);
  const times = Array.from({ length: 12 }, (_, turn) => {
    const { vector } = queryFor(catalogue, turn, {});
    const startedAt = performance.now();
    for (let at = 0; at < catalogue.length; at += 1) scores[at] = similarityAt(all, at * DIMENSIONS, vector);
    return performance.now() - startedAt;
  });
  return percentile(times, 0.5);
}

function similarityAt(all: Float32Array, base: number, query: Float32Array): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let at = 0; at < DIMENSIONS; at += 4) {
    a += (query[at] as number) * (all[base + at] as number);
    b += (query[at + 1] as number) * (all[base + at + 1] as number);
    c += (query[at + 2] as number) * (all[base + at + 2] as number);
    d += (query[at + 3] as number) * (all[base + at + 3] as number);
  }
  return a + b + c + d;
}

async function measure(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** After a collection: what the driver read through is no memory of the store's. */
function memoryBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  // Twice: WebAssembly's memory is given back by the collection after the one that finds nobody holds it.
  for (let turn = 0; turn < 2; turn += 1) if (typeof collect === 'function') collect();
  // WebAssembly's memory is external, and not among the array buffers.
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
