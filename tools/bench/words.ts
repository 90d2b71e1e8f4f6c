import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { Random } from '@/e2e/world/sellers/random';
import { createDatabase } from '@/lib/platform/db';
import { migrate } from '@/lib/platform/migrate';
import { CandidateCache } from '@/lib/search/candidate-cache';
import { type SearchDeps, searchProducts } from '@/lib/search/search-products';
import { suggest } from '@/lib/search/suggestions';
import { Vocabulary } from '@/lib/words/vocabulary';
import { startPostgres, stopPostgres } from '@/supervisor/postgres/postgres-server';
import { p95Of, timeOf, type Work } from './measure-work';
import { type BenchRow, rowsOf } from './row';
import { DIMENSIONS, SPACE, seedWords } from './word-catalogue';
import { pageAfterPage, twoPages } from './words/market-reads';
import { embedderOf, searches, typings } from './words/word-searches';

const SIZES = [10_000, 100_000];
const p95 = (work: Work) => p95Of(work, { warmUp: 30, asked: 200 });

/** Search by words, suggestions and the feed by price, on so many live products; the model answers at once. */
export async function benchWords(): Promise<BenchRow[]> {
  const home = await mkdtemp(path.join(tmpdir(), 'soko-bench-words-'));
  const server = await startPostgres({
    dataDir: path.join(home, 'data'),
    password: 'only-for-the-bench',
    log: () => {},
  });
  try {
    const rows: BenchRow[] = [];
    for (const size of SIZES) {
      const url = server.url('postgres').replace(/postgres$/, `words_${size}`);
      await createEmpty(server.url('postgres'), `words_${size}`);
      rows.push(...(await benchSize(url, size)));
    }
    return rows;
  } finally {
    await stopPostgres(server);
    await rm(home, { recursive: true, force: true });
  }
}

async function createEmpty(adminUrl: string, name: string): Promise<void> {
  const admin = createDatabase(adminUrl);
  try {
    await admin.pool.query(`CREATE DATABASE "${name}"`);
  } finally {
    await admin.close();
  }
}

async function benchSize(url: string, size: number): Promise<BenchRow[]> {
  await migrate(url);
  const { prisma: db, pool, close } = createDatabase(url);
  try {
    const store = await seedWords(pool, size);
    const vocabulary = new Vocabulary(pool);
    const { rows, add: addRow } = rowsOf('words');
    const add: typeof addRow = (what, ...measured) => addRow(`${size / 1000}k: ${what}`, ...measured);
    const longest = longestPause();
    add('reading all words', await timeOf(() => vocabulary.current()), 'ms');
    add('reading all words: the longest that others waited', await longest(), 'ms');
    const random = new Random('queries for the bench');
    const deps: SearchDeps = {
      db,
      pool,
      vocabulary,
      vectors: async () => store,
      candidates: new CandidateCache(),
      foundByWords: () => {},
      embedder: embedderOf(random, { space: SPACE, dimensions: DIMENSIONS }),
    };
    const most = size === 10_000 ? 40 : 80;
    for (const [name, query, request = {}, atMost = most] of searches(random)) {
      const ms = await p95([
        name,
        () => searchProducts(deps, { picture: null, filters: {}, limit: 30, ...request, text: query() }),
      ]);
      add(`${name}: p95`, ms, 'ms', { atMost });
    }
    const photo = { kind: 'photo', photo: { data: new Uint8Array(3), width: 1, height: 1 } } as const;
    add(
      'a photo alone: p95',
      await p95(['a photo', () => searchProducts(deps, { picture: photo, text: '', filters: {}, limit: 30 })]),
      'ms',
    );
    const browse = { db, pool, vocabulary };
    for (const sort of ['price', '-price'] as const) {
      const ms = await p95([sort, pageAfterPage(browse, { sort })]);
      add(`the feed by ${sort}, page after page: p95`, ms, 'ms', { atMost: 40 });
    }
    const pages: Work = ['two pages of the feed', twoPages(browse)];
    add('two pages of the feed: p95', await p95(pages), 'ms', { atMost: 40 });
    await oneUpload(pool, size / 20);
    add(`two pages of the feed, behind one upload of ${size / 20}: p95`, await p95(pages), 'ms', { atMost: 40 });
    for (const [name, query] of typings(random))
      add(`suggestions, ${name}: p95`, await p95([name, () => suggest(deps, { q: query(), limit: 8 })]), 'ms', {
        atMost: 20,
      });
    await store.close();
    return rows;
  } finally {
    await close();
  }
}

/** The newest so many are one seller's. */
async function oneUpload(pool: Pool, products: number): Promise<void> {
  await pool.query(
    `UPDATE "products" SET "sellerPhone" = (SELECT min("phone") FROM "sellers") WHERE "productId" IN
       (SELECT "productId" FROM "products" ORDER BY "listedAt" DESC LIMIT $1)`,
    [products],
  );
  await pool.query('VACUUM ANALYZE "products"');
}

/** How long nothing else could run in this process, from now until it is asked. In ms. */
function longestPause(): () => Promise<number> {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  return async () => {
    await sleep(5);
    clearInterval(timer);
    return longest;
  };
}
