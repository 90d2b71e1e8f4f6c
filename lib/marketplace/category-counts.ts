import { Prisma, type PrismaClient } from '@/lib/platform/prisma-client/client';
import { HOME_CURRENCY } from './currencies.schema';

/** Categories that have live products (of one seller, by id, where one is given), the fullest first. */
export async function countCategories(
  db: PrismaClient,
  sellerId?: string,
): Promise<{ category: string; count: number }[]> {
  const groups = await db.product.groupBy({
    by: ['category'],
    where: { isListed: true, category: { not: null }, ...(sellerId === undefined ? {} : { seller: { id: sellerId } }) },
    _count: { _all: true },
  });
  return groups
    .flatMap(({ category, _count }) => (category === null ? [] : [{ category, count: _count._all }]))
    .sort((a, b) => b.count - a.count || a.category.localeCompare(b.category));
}

/** Currencies that live products (of one seller, by id, where one is given) are priced in: the home one first. */
export async function listCurrencies(db: PrismaClient, sellerId?: string): Promise<string[]> {
  const found = await (sellerId === undefined ? currenciesOfAll(db) : currenciesOfSeller(db, sellerId));
  const others = found.map(({ currency }) => currency).filter((code) => code !== HOME_CURRENCY);
  return [HOME_CURRENCY, ...others];
}

type Currencies = { currency: string }[];

const PRICED = Prisma.sql`p."isListed" AND p."priceAmount" IS NOT NULL`;

/** Each is one step in the index of prices, however many products there are. */
function currenciesOfAll(db: PrismaClient): Promise<Currencies> {
  const first = (from: Prisma.Sql) => Prisma.sql`
    (SELECT p."priceCurrency" FROM "products" p WHERE ${PRICED} AND ${from} ORDER BY p."priceCurrency" LIMIT 1)`;
  return db.$queryRaw<Currencies>`
    WITH RECURSIVE step AS (
      SELECT ${first(Prisma.sql`p."priceCurrency" IS NOT NULL`)} AS "currency"
      UNION ALL
      SELECT ${first(Prisma.sql`p."priceCurrency" > step."currency"`)} FROM step WHERE step."currency" IS NOT NULL
    ) SELECT "currency" FROM step WHERE "currency" IS NOT NULL`;
}

function currenciesOfSeller(db: PrismaClient, sellerId: string): Promise<Currencies> {
  return db.$queryRaw<Currencies>`
    SELECT DISTINCT p."priceCurrency" AS "currency" FROM "products" p
    WHERE p."sellerPhone" = (SELECT s."phone" FROM "sellers" s WHERE s."id" = ${sellerId}::uuid)
      AND ${PRICED} AND p."priceCurrency" IS NOT NULL ORDER BY 1`;
}

interface Kept<T> {
  value: Promise<T>;
  until: number;
}

export interface RecentCountsSettings {
  /** How old an answer may be, in milliseconds. */
  keptMs: number;
  /** Answers kept at once; the oldest is evicted first. */
  atMost: number;
  now?: () => number;
}

/** Answers that many pages need and that may be seconds old: computed once for all who wait. Failures are not kept. */
export class RecentCounts<T> {
  readonly #kept = new Map<string, Kept<T>>();
  readonly #settings: Required<RecentCountsSettings>;

  constructor(settings: RecentCountsSettings) {
    this.#settings = { now: Date.now, ...settings };
  }

  get(key: string, count: () => Promise<T>): Promise<T> {
    const { keptMs, atMost, now } = this.#settings;
    const known = this.#kept.get(key);
    if (known && now() < known.until) return known.value;
    const kept = { value: count(), until: now() + keptMs };
    // Deleted first, so that it goes to the end: a Map's first entry is its oldest.
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= atMost) break;
      this.#kept.delete(oldest);
    }
    kept.value.catch(() => {
      if (this.#kept.get(key) === kept) this.#kept.delete(key);
    });
    return kept.value;
  }
}
