import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Pool } from 'pg';
import { migrate } from '@/lib/platform/migrate';
import { PostgresVectorStore } from '@/lib/vectors/postgres-vector-store';
import type { VectorEntry, VectorFilter, VectorQuery } from '@/lib/vectors/vector-store';
import { percentile } from './percentile';
import type { BenchRow } from './row';
import { temporaryPostgres } from './temporary-postgres';

const SIZES = [10_000, 100_000];
const DIMENSIONS = 768;
const TOP = 24;
const QUERIES = 40;
const WARM_UP = 20;
const CLUSTERS = 400;
/** 40 ms against 4.2 ms, measured once on a faster machine (docs/performance.md). */
const TIMES_THE_LOOP = 9.5;
const FILTERS: [string, VectorFilter][] = [
  ['all products', {}],
  ['filter keeps 50 %', { category: 'half' }],
  ['filter keeps 1 %', { sellerPhone: '254700000001' }],
];

/** The VectorStore on PostgreSQL with 10,000 and 100,000 products: filling, loading, searching; recall against comparing one by one. */
export async function benchVectors(): Promise<BenchRow[]> {
  const postgres = await temporaryPostgres();
  const pool = new Pool({ connectionString: postgres.url, max: 4 });
  // An idle connection is told when the server stops.
  pool.on('error', () => {});
  try {
    await migrate(postgres.url);
    const catalogue = makeCatalogue(Math.max(...SIZES));
    const rows: BenchRow[] = [];
    for (const size of SIZES) rows.push(...(await benchSize(pool, catalogue.slice(0, size))));
    return rows;
  } finally {
    await pool.end();
    await postgres.stop();
  }
}

async function benchSize(pool: Pool, catalogue: VectorEntry[]): Promise<BenchRow[]> {
  const size = `${catalogue.length / 1000}k`;
  const isLargest = catalogue.length === Math.max(...SIZES);
  const rows: BenchRow[] = [];
  const add = (what: string, value: number, unit: string, target?: BenchRow['target']): void =>
    void rows.push({ bench: 'vectors', what: `${size}: ${what}`, value, unit, ...(target && { target }) });

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
 * The peer in the same run: every vector compared, one after another in one array, and nothing else. Milliseconds, the median of some.
 * Machines differ by as much as six times in it.
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

/** By comparing one by one. */
function nearest(catalogue: VectorEntry[], { vector, filter = {} }: VectorQuery): Set<string> {
  let best: { id: string; score: number }[] = [];
  let least = Number.NEGATIVE_INFINITY;
  for (const { productId, vector: own, attributes } of catalogue) {
    if (filter.category !== undefined && attributes.category !== filter.category) continue;
    if (filter.sellerPhone !== undefined && attributes.sellerPhone !== filter.sellerPhone) continue;
    const score = dot(own, vector);
    if (score <= least) continue;
    best = [...best, { id: productId, score }].sort((a, b) => b.score - a.score).slice(0, TOP);
    if (best.length === TOP) least = best.at(-1)?.score ?? least;
  }
  return new Set(best.map(({ id }) => id));
}

/** As a model's vectors lie: around a direction common to all, in clusters of unequal size, each with a spread of its own. */
function makeCatalogue(size: number): VectorEntry[] {
  const random = seeded(7);
  return Array.from({ length: size }, (_, at) => ({
    productId: String(at + 1),
    vector: clustered(Math.floor(random() ** 2 * CLUSTERS), random),
    attributes: {
      sellerPhone: `2547${String(at % 100).padStart(8, '0')}`,
      category: random() < 0.5 ? 'half' : 'other',
      priceAmount: null,
      priceCurrency: null,
    },
  }));
}

/** A photo of a product is near it; a text, and a photo of something nobody sells, are far from all. */
type QueryKind = 'like a product' | 'like nothing';

function queryFor(
  catalogue: VectorEntry[],
  at: number,
  filter: VectorFilter,
  kind: QueryKind = 'like a product',
): VectorQuery {
  const random = seeded(10_000 + at);
  const like = catalogue[Math.floor(random() * catalogue.length)];
  const vector =
    kind === 'like a product' && like !== undefined
      ? unit(like.vector.map((value) => value + 0.02 * normal(random)))
      : clustered(CLUSTERS + at, random);
  return { vector, limit: TOP, filter };
}

const COMMON = direction(seeded(1));

function clustered(cluster: number, random: () => number): Float32Array {
  const centre = direction(seeded(1_000 + cluster));
  const own = direction(random);
  return unit(COMMON.map((value, at) => 1.5 * value + (centre[at] ?? 0) + 0.8 * (own[at] ?? 0)));
}

function direction(random: () => number): Float32Array {
  return unit(Float32Array.from({ length: DIMENSIONS }, () => normal(random)));
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  return vector.map((value) => value / length);
}

/** Two sums at once: one would make every addition wait for the one before. */
function dot(a: Float32Array, b: Float32Array): number {
  let even = 0;
  let odd = 0;
  for (let at = 0; at < DIMENSIONS; at += 2) {
    even += (a[at] as number) * (b[at] as number);
    odd += (a[at + 1] as number) * (b[at + 1] as number);
  }
  return even + odd;
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** mulberry32 */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
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
