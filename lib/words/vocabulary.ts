import { setImmediate as otherWork } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { maskPhones } from '@/lib/platform/mask-phones';
import { type KnownWord, KnownWords } from './known-words';
import { Phrases, phraseKey } from './phrases';

export interface Shop {
  id: string;
  name: string;
  /** Of phraseKey. */
  key: string;
  /** How many of theirs are live. */
  products: number;
}

/** What the live products' words are. */
export interface MarketWords {
  words: KnownWords;
  phrases: Phrases;
  /** With the most products first. Without those whose name is a phone. */
  shops: readonly Shop[];
}

/** Reading all words takes no more than this share of the time. */
const SHARE_OF_TIME = 0.01;
const YOUNGEST_MS = 1_000;
/** Nobody has asked for so long: what has gone since must not be shown. */
const OLDEST_MS = 10 * 60_000;
/** Read anew before the answer, where that takes no longer. */
const WORTH_WAITING_MS = 25;
/** Some 100 bytes each; the rarest are left out. */
const MOST_WORDS = 150_000;
const ROWS_AT_ONCE = 500;

/**
 * The words of the live products, in memory: what mistyped words are compared with and what is suggested while one
 * types. Finding products never depends on it: those are found by PostgreSQL's index, which is always new.
 */
export class Vocabulary {
  private read: { market: MarketWords; at: number; tookMs: number } | undefined;
  private reading: Promise<MarketWords> | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Seconds to minutes old: the more words, the older. Fails only while there has never been any. */
  async current(): Promise<MarketWords> {
    const { read } = this;
    if (read === undefined) return this.renew();
    const age = this.now() - read.at;
    if (age < Math.max(YOUNGEST_MS, read.tookMs / SHARE_OF_TIME)) return read.market;
    const renewed = this.renew().catch(() => read.market);
    return age > OLDEST_MS || read.tookMs < WORTH_WAITING_MS ? renewed : read.market;
  }

  private renew(): Promise<MarketWords> {
    this.reading ??= this.readAll().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  private async readAll(): Promise<MarketWords> {
    const at = this.now();
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN READ ONLY');
      const market = await readMarketWords(client);
      await client.query('COMMIT');
      client.release();
      this.read = { market, at, tookMs: this.now() - at };
      return market;
    } catch (error) {
      // In the middle of a transaction: no other work may get it.
      client.release(true);
      throw error;
    }
  }
}

const LIVE = '"isListed" AND "listedAt" IS NOT NULL';

async function readMarketWords(client: PoolClient): Promise<MarketWords> {
  const { rows: counted } = await client.query<{ live: number }>(
    `SELECT count(*)::int AS "live" FROM "products" WHERE ${LIVE}`,
  );
  const words = new KnownWords(counted[0]?.live ?? 0);
  await eachRow<KnownWord>(client, WORDS, (row) => {
    if (IS_WORD.test(row.word)) words.add(row);
  });
  const phrases = new Phrases();
  await eachRow<{ title: string }>(client, TITLES, ({ title }) => phrases.addTitle(title));
  const shops: Shop[] = [];
  await eachRow<Omit<Shop, 'key'>>(client, SHOPS, (shop) => {
    if (maskPhones(shop.name) === shop.name) shops.push({ ...shop, key: phraseKey(shop.name) });
  });
  return { words, phrases: phrases.finish(), shops: shops.sort((a, b) => b.products - a.products) };
}

/** Some at a time, and other work in between: web answers shoppers meanwhile. */
async function eachRow<Row extends object>(client: PoolClient, text: string, take: (row: Row) => void): Promise<void> {
  await client.query(`DECLARE "all" NO SCROLL CURSOR FOR ${text}`);
  for (;;) {
    const { rows } = await client.query<Row>(`FETCH ${ROWS_AT_ONCE} FROM "all"`);
    rows.forEach(take);
    if (rows.length < ROWS_AT_ONCE) break;
    await otherWork();
  }
  await client.query('CLOSE "all"');
}

/** Or a category (`#shoes`). Not emoji, and no long number, which may be somebody's phone. */
const IS_WORD = /^(?!\d{5})#?[\p{L}\p{M}\p{N}_]{1,40}$/u;

/** In the order of their code units. */
const WORDS = `
  SELECT "word", "products" FROM (
    SELECT "word", ndoc AS "products" FROM ts_stat('SELECT "searchWords" FROM "products" WHERE ${LIVE}')
    ORDER BY ndoc DESC LIMIT ${MOST_WORDS}
  ) AS w ORDER BY "word" COLLATE "C"`;

const TITLES = `SELECT "title" FROM "products" WHERE ${LIVE} AND "title" IS NOT NULL`;

/** By their own name, else by the one that each was reviewed with last. */
const SHOPS = `
  SELECT s."id"::text, coalesce(s."displayName", n."name") AS "name", n."products" FROM (
    SELECT DISTINCT ON (p."sellerPhone") p."sellerPhone" AS "phone", p."businessName" AS "name",
      count(*) OVER (PARTITION BY p."sellerPhone")::int AS "products"
    FROM "products" p WHERE ${LIVE} AND p."businessName" IS NOT NULL
    ORDER BY p."sellerPhone", p."lastHydratedAt" DESC NULLS LAST, p."productId"
  ) n JOIN "sellers" s ON s."phone" = n."phone"`;
