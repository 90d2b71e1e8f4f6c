import type { Pool } from 'pg';
import { z } from 'zod';
import { lastDays } from './day';
import { DAYS_KEPT } from './save-counts';
import type { Counts, ShopInsights } from './shop-insights.schema';

const MOST_PRODUCTS = 30;

const counts = z.object({ views: z.int(), chats: z.int(), searches: z.int() });
const dayRows = z.array(counts.extend({ day: z.string() }));
const productRows = z.array(counts.extend({ productId: z.string(), title: z.string().nullable() }));
const viewRows = z.array(z.object({ productId: z.string(), day: z.string(), views: z.int() }));

const SUMS = 'sum(d."views")::int AS "views", sum(d."chats")::int AS "chats", sum(d."searches")::int AS "searches"';
/** By a list, so that the days of these products are looked up: joined, PostgreSQL would read those of every shop. */
const OF_SHOP = `FROM "productDays" d
  WHERE d."productId" = ANY (ARRAY(SELECT s."productId" FROM "products" s WHERE s."sellerPhone" = $1))
    AND d."day" >= $2::date`;
const NONE = { views: 0, chats: 0, searches: 0 };

/** The last 30 days of a seller's products. */
export async function readInsights(
  pool: Pick<Pool, 'query'>,
  { phone, now = new Date() }: { phone: string; now?: Date },
): Promise<ShopInsights> {
  const days = lastDays(now, DAYS_KEPT);
  const [byDay, found] = await Promise.all([
    pool.query(`SELECT d."day"::text AS "day", ${SUMS} ${OF_SHOP} GROUP BY d."day"`, [phone, days[0]]),
    pool.query(
      `SELECT first.*, p."title" FROM (
        SELECT d."productId", ${SUMS} ${OF_SHOP} GROUP BY d."productId"
        ORDER BY sum(d."chats") DESC, sum(d."views") DESC, sum(d."searches") DESC, d."productId"
        LIMIT ${MOST_PRODUCTS + 1}
      ) first JOIN "products" p USING ("productId")
      ORDER BY first."chats" DESC, first."views" DESC, first."searches" DESC, first."productId"`,
      [phone, days[0]],
    ),
  ]);
  const countsOn = new Map(dayRows.parse(byDay.rows).map((row) => [row.day, row]));
  const filled = days.map((day) => countsOn.get(day) ?? { day, ...NONE });
  const products = productRows.parse(found.rows);
  const first = products.slice(0, MOST_PRODUCTS);
  const viewsOn = await readViews(pool, { ids: first.map(({ productId }) => productId), since: days[0] });
  return {
    totals: filled.reduce(added, NONE),
    days: filled,
    products: first.map((product) => ({
      ...product,
      viewsByDay: days.map((day) => viewsOn.get(`${product.productId} ${day}`) ?? 0),
    })),
    more: products.length > MOST_PRODUCTS,
  };
}

async function readViews(
  pool: Pick<Pool, 'query'>,
  { ids, since }: { ids: string[]; since: string | undefined },
): Promise<Map<string, number>> {
  const { rows } = await pool.query(
    `SELECT "productId", "day"::text AS "day", "views" FROM "productDays"
    WHERE "productId" = ANY($1::text[]) AND "day" >= $2::date`,
    [ids, since],
  );
  return new Map(viewRows.parse(rows).map(({ productId, day, views }) => [`${productId} ${day}`, views]));
}

const added = (sum: Counts, { views, chats, searches }: Counts): Counts => ({
  views: sum.views + views,
  chats: sum.chats + chats,
  searches: sum.searches + searches,
});
