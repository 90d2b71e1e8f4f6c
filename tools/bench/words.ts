import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { Random } from '@/e2e/world/sellers/random';
import { normalise } from '@/lib/embedding/fuse-vectors';
import { browseProducts } from '@/lib/marketplace/browse-products';
import { createDatabase } from '@/lib/platform/db';
import { migrate } from '@/lib/platform/migrate';
import { CandidateCache } from '@/lib/search/candidate-cache';
import { type SearchDeps, type SearchRequest, searchProducts } from '@/lib/search/search-products';
import { suggest } from '@/lib/search/suggestions';
import { Vocabulary } from '@/lib/words/vocabulary';
import { startPostgres, stopPostgres } from '@/supervisor/postgres/postgres-server';
import { type BenchRow, percentile, rowsOf } from './row';
import { DIMENSIONS, SPACE, seedWords, TYPED } from './word-catalogue';

const SIZES = [10_000, 100_000];
const ASKED = 200;
const WARM_UP = 30;

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
    add('reading all words', await measured(() => vocabulary.current()), 'ms');
    add('reading all words: the longest that others waited', await longest(), 'ms');
    const random = new Random('queries for the bench');
    const deps: SearchDeps = {
      db,
      pool,
      vocabulary,
      vectors: async () => store,
      candidates: new CandidateCache(),
      foundByWords: () => {},
      embedder: embedderOf(random),
    };
    const most = size === 10_000 ? 40 : 80;
    for (const [name, query, request = {}, atMost = most] of searches(random)) {
      const ms = await p95(() =>
        searchProducts(deps, { picture: null, filters: {}, limit: 30, ...request, text: query() }),
      );
      add(`${name}: p95`, ms, 'ms', { atMost });
    }
    const photo = { kind: 'photo', photo: { data: new Uint8Array(3), width: 1, height: 1 } } as const;
    add(
      'a photo alone: p95',
      await p95(() => searchProducts(deps, { picture: photo, text: '', filters: {}, limit: 30 })),
      'ms',
    );
    for (const sort of ['price', '-price'] as const) {
      let cursor: string | undefined;
      const page = async () => {
        const { nextCursor } = await browseProducts({ db, pool, vocabulary }, { sort, limit: 30, cursor });
        cursor = nextCursor ?? undefined;
      };
      add(`the feed by ${sort}, page after page: p95`, await p95(page), 'ms', { atMost: 40 });
    }
    const pages = async () => {
      const first = await browseProducts({ db, pool, vocabulary }, { limit: 30 });
      await browseProducts({ db, pool, vocabulary }, { limit: 30, cursor: first.nextCursor ?? undefined });
    };
    add('two pages of the feed: p95', await p95(pages), 'ms', { atMost: 40 });
    await oneUpload(pool, size / 20);
    add(`two pages of the feed, behind one upload of ${size / 20}: p95`, await p95(pages), 'ms', { atMost: 40 });
    for (const [name, query] of typings(random))
      add(`suggestions, ${name}: p95`, await p95(() => suggest(deps, { q: query(), limit: 8 })), 'ms', { atMost: 20 });
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

type Search = [name: string, query: () => string, request?: Partial<SearchRequest>, atMost?: number];

function searches(random: Random): Search[] {
  const { brands, things, colours } = TYPED;
  const phrase = () => `${random.pick(colours)} ${random.pick(brands)} ${random.pick(things)}`;
  return [
    ['one word', () => random.pick([...brands, ...things, ...colours])],
    ['three words', phrase],
    ['brand and model', () => `${random.pick(brands)} ${random.pick([...'abcdefghs'])}${random.int(1, 99)}`],
    ['one word, mistyped', () => mistyped(random, random.pick(brands.filter((brand) => brand.length > 4)))],
    [
      'three words, mistyped',
      () => `${mistyped(random, random.pick(things))} ${random.pick(brands)} ${random.pick(colours)}`,
    ],
    ['words that nobody has', () => `${random.digits(9)}x ${random.pick([...'qxz'])}qqxz`],
    ['one word and words that nobody has', () => `${random.pick(things)} qqxzq`],
    ['three words, by price', phrase, { filters: { sort: 'price' } }, 40],
    ['one word, by price', () => random.pick(things), { filters: { sort: 'price' } }, 40],
    [
      'one word in a category and a price',
      () => random.pick(things),
      { filters: { category: 'shoes', maxPrice: 20_000 } },
    ],
  ];
}

function typings(random: Random): [name: string, query: () => string][] {
  const words = [...TYPED.brands, ...TYPED.things];
  return [
    ['one to four letters', () => random.pick(words).slice(0, random.int(1, 4))],
    ['two words', () => `${random.pick(TYPED.colours)} ${random.pick(words).slice(0, 3)}`],
    ['mistyped', () => mistyped(random, random.pick(words.filter((word) => word.length > 5)))],
  ];
}

/** One letter of it another one. */
function mistyped(random: Random, word: string): string {
  const at = random.int(1, word.length - 1);
  return word.slice(0, at) + random.pick([...'aeioutskm']) + word.slice(at + 1);
}

function embedderOf(random: Random): SearchDeps['embedder'] {
  const embed = async () => ({
    space: SPACE,
    vector: normalise(Float32Array.from({ length: DIMENSIONS }, () => random.next() - 0.5)),
  });
  return { embedText: embed, embedImage: embed };
}

/** In ms, one after another. */
async function p95(work: () => Promise<unknown>): Promise<number> {
  for (let at = 0; at < WARM_UP; at += 1) await work();
  const times: number[] = [];
  for (let at = 0; at < ASKED; at += 1) {
    times.push(await measured(work));
    await sleep(0);
  }
  return percentile(times, 0.95);
}

async function measured(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
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
