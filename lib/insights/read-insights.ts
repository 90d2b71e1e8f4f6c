import type { Pool } from 'pg';
import { z } from 'zod';
import { lastDays } from './day';
import { DAYS_KEPT } from './save-counts';
import type { ShopInsights } from './shop-insights.schema';

const MOST_PRODUCTS = 30;

const counts = z.object({ views: z.int(), chats: z.int(), searches: z.int() });
const dayRows = z.array(counts.extend({ day: z.string() }));
const productRows = z.array(
  counts.extend({ productId: z.string(), title: z.string().nullable(), viewsOn: z.record(z.string(), z.int()) }),
);

const SUMS = 'sum(d."views")::int AS "views", sum(d."chats")::int AS "chats", sum(d."searches")::int AS "searches"';
const OF_SHOP = `FROM "products" p JOIN "productDays" d ON d."productId" = p."productId"
  WHERE p."sellerPhone" = $1 AND d."day" >= $2::date`;

/** The last 30 days of a seller's products. */
export async function readInsights(
  pool: Pick<Pool, 'query'>,
  { phone, now = new Date() }: { phone: string; now?: Date },
): Promise<ShopInsights> {
  const days = lastDays(now, DAYS_KEPT);
  const [byDay, byProduct] = await Promise.all([
    pool.query(`SELECT d."day"::text AS "day", ${SUMS} ${OF_SHOP} GROUP BY d."day"`, [phone, days[0]]),
    pool.query(
      `SELECT p."productId", p."title", ${SUMS}, jsonb_object_agg(d."day", d."views") AS "viewsOn"
      ${OF_SHOP} GROUP BY p."productId"
      ORDER BY sum(d."chats") DESC, sum(d."views") DESC, sum(d."searches") DESC, p."productId"
      LIMIT ${MOST_PRODUCTS + 1}`,
      [phone, days[0]],
    ),
  ]);
  const known = new Map(dayRows.parse(byDay.rows).map((row) => [row.day, row]));
  const products = productRows.parse(byProduct.rows).map(({ viewsOn, ...product }) => ({
    ...product,
    viewsByDay: days.map((day) => viewsOn[day] ?? 0),
  }));
  const none = { views: 0, chats: 0, searches: 0 };
  const filled = days.map((day) => known.get(day) ?? { day, ...none });
  const totals = filled.reduce(
    (sum, { views, chats, searches }) => ({
      views: sum.views + views,
      chats: sum.chats + chats,
      searches: sum.searches + searches,
    }),
    none,
  );
  return { totals, days: filled, products: products.slice(0, MOST_PRODUCTS), more: products.length > MOST_PRODUCTS };
}
