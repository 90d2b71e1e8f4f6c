import { mkdir, writeFile } from 'node:fs/promises';
import type { Pool } from 'pg';
import { Random } from '@/e2e/world/sellers/random';
import { EMBEDDING_DIMENSIONS } from '@/lib/embedding/embedding-model';
import { createDatabase, type Database } from '@/lib/platform/db';
import { CandidateCache } from '@/lib/search/candidate-cache';
import { hashShopKey, holdShops, makeShopKey } from '@/lib/sellers/shop-access';
import { PostgresVectorStore } from '@/lib/vectors/postgres-vector-store';
import { Vocabulary } from '@/lib/words/vocabulary';
import { BIGGEST, phoneOf } from './catalogue/catalogue-size';
import { consoleActs } from './consoles/console-acts';
import { consoleReads } from './consoles/console-reads';
import { type ConsolesSize, consolesOf, SPACE } from './consoles/seed-consoles';
import { p95Of, timeOf, type Work } from './measure-work';
import { startFilled } from './million/filled-database';
import { readProductBytes } from './million/product-bytes';
import { planRows, planTable, readBounds } from './plans/plan-rows';
import { watchPlans } from './plans/watch-plans';
import { type BenchRow, rowsOf } from './row';
import { marketReads } from './words/market-reads';
import { wordReads } from './words/word-reads';
import { embedderOf } from './words/word-searches';

/** On the server, of whatever anybody waits for. */
const AT_MOST_MS = 200;
const FLAGGED = 5_000;
/** What takes seconds is not asked forty times to know that. */
const MEASURE = { warmUp: 4, asked: 40, withinMs: 5_000 };
/** After five times PostgreSQL may keep one plan of a prepared statement for all values. */
const EXPLAINED = 8;
const PLANS = '.cache/million-plans.json';

interface MillionOptions {
  products: number;
  /** A folder whose database is filled once and used again. */
  folder?: string | undefined;
}

/**
 * All that consoles, feed, words and suggestions ask PostgreSQL, at a million products: how long it takes, and by which
 * plans. One product in twenty has a vector: what those take is `--only vectors`.
 */
export async function benchMillion({ products, folder }: MillionOptions): Promise<BenchRow[]> {
  // Every product was judged once.
  const size: ConsolesSize = { ...consolesOf(products), modelReviews: products };
  const filled = await startFilled({ size, flagged: FLAGGED, folder });
  const { rows, add } = rowsOf('million');
  const database = createDatabase(filled.url);
  const watch = watchPlans(filled.url);
  try {
    if (filled.filledInMs !== null) add('filling it', filled.filledInMs / 60_000, 'min');
    const bytes = await readProductBytes(database.pool, products);
    add('a product: its row and indexes', bytes.row, 'bytes');
    add('a product: what became of it, with indexes', bytes.around, 'bytes');
    add('a vector, with its index', bytes.vector, 'bytes');

    const market = await openMarket(database.pool);
    add('reading all words', market.readingMs, 'ms');
    for (const work of await worksOf(database, market, size)) {
      const ms = await p95Of(work, MEASURE);
      process.stderr.write(`${work[0]}: ${Math.round(ms)} ms\n`);
      add(`${work[0]}: p95`, ms, 'ms', { atMost: AT_MOST_MS });
    }
    for (const [name, work] of await worksOf(watch.database, market, size)) {
      process.stderr.write(`plans of ${name}\n`);
      await watch.during(name, async () => {
        for (let at = 0; at < EXPLAINED; at += 1) await work();
      });
    }
    await market.store.close();
    const plans = watch.plans();
    process.stdout.write(`${planTable(plans)}\n\n`);
    await mkdir('.cache', { recursive: true });
    await writeFile(PLANS, JSON.stringify(plans, null, 2));
    rows.push(...planRows('million', plans, await readBounds(database.pool)));
    return rows;
  } finally {
    await database.close();
    await watch.database.close();
    await filled.stop();
  }
}

interface Market {
  store: PostgresVectorStore;
  vocabulary: Vocabulary;
  readingMs: number;
}

/** What a process keeps in memory. */
async function openMarket(pool: Pool): Promise<Market> {
  const store = new PostgresVectorStore({ pool, space: SPACE });
  await store.load();
  const vocabulary = new Vocabulary(pool);
  const readingMs = await timeOf(() => vocabulary.current());
  return { store, vocabulary, readingMs };
}

async function worksOf({ prisma: db, pool }: Database, market: Market, size: ConsolesSize): Promise<Work[]> {
  const { store, vocabulary } = market;
  const shopKey = makeShopKey();
  await holdShops(db, hashShopKey(shopKey), [BIGGEST, ...Array.from({ length: 30 }, (_, at) => phoneOf(at))]);
  const consoles = { db, pool, store, size, shopKey };
  const random = new Random('queries for the bench');
  const search = {
    ...{ db, pool, vocabulary, vectors: async () => store, candidates: new CandidateCache(), foundByWords: () => {} },
    embedder: embedderOf(random, { space: SPACE, dimensions: EMBEDDING_DIMENSIONS }),
  };
  const sellers = await db.seller.findMany({ orderBy: { phone: 'asc' }, take: 200, select: { id: true } });
  return [
    ...(await marketReads(
      { db, pool, vocabulary },
      sellers.map(({ id }) => id),
      size.products,
    )),
    ...wordReads(search, random),
    ...(await consoleReads(consoles)),
    ...(await consoleActs(consoles)),
  ];
}
