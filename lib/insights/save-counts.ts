import type { Pool } from 'pg';
import { lastDays } from './day';
import type { DayCount } from './product-counter';

/** As long as they are shown. */
export const DAYS_KEPT = 30;

/** Adds to the products' days, in one statement. Products that are not there (any more) are left out. */
export async function saveCounts(pool: Pick<Pool, 'query'>, counts: DayCount[]): Promise<void> {
  if (counts.length === 0) return;
  // In the order of their ids: two that add to the same products then wait instead of deadlocking.
  await pool.query(
    `INSERT INTO "productDays" AS d ("productId", "day", "views", "chats", "searches")
    SELECT c."productId", c."day", c."views", c."chats", c."searches"
    FROM jsonb_to_recordset($1::jsonb)
      AS c("productId" text, "day" date, "views" int, "chats" int, "searches" int)
    JOIN "products" p ON p."productId" = c."productId"
    ORDER BY c."productId", c."day"
    ON CONFLICT ("productId", "day") DO UPDATE SET "views" = d."views" + EXCLUDED."views",
      "chats" = d."chats" + EXCLUDED."chats", "searches" = d."searches" + EXCLUDED."searches"`,
    [JSON.stringify(counts)],
  );
}

/** Days that are not shown any more. */
export async function forgetOldDays(pool: Pick<Pool, 'query'>, now: Date): Promise<void> {
  await pool.query('DELETE FROM "productDays" WHERE "day" < $1::date', [lastDays(now, DAYS_KEPT)[0]]);
}
