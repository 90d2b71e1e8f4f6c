import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { migrate } from '@/lib/platform/migrate';
import { PostgresVectorStore } from '@/lib/vectors/postgres-vector-store';
import type { VectorEntry, VectorFilter, VectorQuery } from '@/lib/vectors/vector-store';
import type { BenchRow } from './row';
import { temporaryPostgres } from './temporary-postgres';

const ROWS = 100_000;
const DIMENSIONS = 768;
const TOP = 24;
const QUERIES = 30;
const CLUSTERS = 400;
const FILTERS: [string, VectorFilter][] = [
  ['all products', {}],
  ['filter keeps 50 %', { category: 'half' }],
  ['filter keeps 1 %', { sellerPhone: '254700000001' }],
];

/** The VectorStore on PostgreSQL with 100,000 products: filling, loading, searching; recall against comparing one by one. */
export async function benchVectors(): Promise<BenchRow[]> {
  const postgres = await temporaryPostgres();
  const pool = new Pool({ connectionString: postgres.url, max: 4 });
  // An idle connection is told when the server stops.
  pool.on('error', () => {});
  try {
    await migrate(postgres.url);
    const catalogue = makeCatalogue();
    const rows: BenchRow[] = [];
    const add = (what: string, value: number, unit: string, target?: BenchRow['target']): void =>
      void rows.push({ bench: 'vectors', what, value, unit, ...(target && { target }) });

    const filled = await measure(() => fill(pool, catalogue));
    add('written, bulk upserts', ROWS / (filled / 1000), 'products/s');
    const memory = memoryMb();
    const store = new PostgresVectorStore({ pool, space: 'bench' });
    add(`loading ${ROWS / 1000}k × ${DIMENSIONS} from PostgreSQL`, await measure(() => store.load()), 'ms', {
      atMost: 3000,
    });
    add('first search (sign bits are made)', await measure(() => store.search(queryFor(catalogue, 0, {}))), 'ms');
    add('memory', memoryMb() - memory, 'MB');
    for (const [name, filter] of FILTERS) {
      const { times, recall } = await searches(store, catalogue, filter, 'like a product');
      add(`top ${TOP}, ${name}: p50`, percentile(times, 0.5), 'ms', { atMost: 5 });
      add(`top ${TOP}, ${name}: p95`, percentile(times, 0.95), 'ms');
      add(`top ${TOP}, ${name}: recall`, recall, 'of 1', { atLeast: 0.99 });
    }
    const far = await searches(store, catalogue, {}, 'like nothing');
    add(`top ${TOP}, query far from everything: p50`, percentile(far.times, 0.5), 'ms');
    add(`top ${TOP}, query far from everything: recall`, far.recall, 'of 1', { atLeast: 0.99 });
    await store.upsert(
      catalogue.slice(0, 20).map((entry) => ({ ...entry, attributes: { ...entry.attributes, category: 'new' } })),
    );
    add(
      'strong search after 20 changes',
      await measure(() => store.search({ ...queryFor(catalogue, 1, {}), consistency: 'strong' })),
      'ms',
    );
    await store.close();
    return rows;
  } finally {
    await pool.end();
    await postgres.stop();
  }
}

async function fill(pool: Pool, catalogue: VectorEntry[]): Promise<void> {
  const writer = new PostgresVectorStore({ pool, space: 'bench' });
  for (let at = 0; at < catalogue.length; at += 2_000) await writer.upsert(catalogue.slice(at, at + 2_000));
}

async function searches(
  store: PostgresVectorStore,
  catalogue: VectorEntry[],
  filter: VectorFilter,
  kind: QueryKind,
): Promise<{ times: number[]; recall: number }> {
  const times: number[] = [];
  let recall = 0;
  for (let at = 0; at < QUERIES; at += 1) {
    const query = queryFor(catalogue, at, filter, kind);
    const startedAt = performance.now();
    const found = await store.search(query);
    times.push(performance.now() - startedAt);
    const expected = nearest(catalogue, query);
    recall += found.filter(({ productId }) => expected.has(productId)).length / expected.size / QUERIES;
    await sleep(0);
  }
  return { times, recall };
}

function nearest(catalogue: VectorEntry[], { vector, filter = {} }: VectorQuery): Set<string> {
  const passing = catalogue.filter(
    ({ attributes }) =>
      (filter.category === undefined || attributes.category === filter.category) &&
      (filter.sellerPhone === undefined || attributes.sellerPhone === filter.sellerPhone),
  );
  const scored = passing.map((entry) => ({ id: entry.productId, score: dot(entry.vector, vector) }));
  return new Set(
    scored
      .sort((a, b) => b.score - a.score)
      .slice(0, TOP)
      .map(({ id }) => id),
  );
}

/** As a model's vectors lie: around a direction common to all, in clusters of unequal size, each with a spread of its own. */
function makeCatalogue(): VectorEntry[] {
  const random = seeded(7);
  return Array.from({ length: ROWS }, (_, at) => ({
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

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] as number) * (b[at] as number);
  return sum;
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

function percentile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? Number.NaN;
}

function memoryMb(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}
