import type { Pool } from 'pg';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { queryRows } from '@/lib/platform/query-rows';
import type { Vocabulary } from '@/lib/words/vocabulary';
import { type ProductFilters, whereLive } from './product-filters';
import type { ProductCount } from './product-view.schema';
import { readSoughtText } from './sought-words';

/** Nobody chooses by whether there are more than that, and to count them takes longer. */
const MOST_COUNTED = 1_000;

/** How many live products the filters leave. */
export async function countProducts(
  deps: { pool: Pool; vocabulary: Vocabulary },
  { q, ...filters }: ProductFilters,
): Promise<ProductCount> {
  const where = whereLive(filters, q === undefined ? null : await readSoughtText(deps, q));
  const [row] = await queryRows<{ found: number }>(
    deps.pool,
    Prisma.sql`SELECT count(*)::int AS "found"
      FROM (SELECT FROM "products" p WHERE ${where} LIMIT ${MOST_COUNTED + 1}) AS counted`,
  );
  const found = row?.found ?? 0;
  return { count: Math.min(found, MOST_COUNTED), more: found > MOST_COUNTED };
}
