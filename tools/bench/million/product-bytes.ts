import type { Pool } from 'pg';
import { z } from 'zod';
import { SPACE } from '../consoles/seed-consoles';

const sizes = z.tuple([z.object({ table: z.coerce.number(), around: z.coerce.number() })]);
const vector = z.tuple([z.object({ bytes: z.coerce.number() })]);

export interface ProductBytes {
  /** Its row with the row's indexes. */
  row: number;
  /** What became of it: items, log lines, reviews, notices, days, with their indexes. */
  around: number;
  /** One vector of it as it is kept, with its index. Every model has one of each product, and so has the index. */
  vector: number;
}

/** What one product takes in PostgreSQL, on average. */
export async function readProductBytes(pool: Pool, products: number): Promise<ProductBytes> {
  const { rows } = await pool.query(
    `SELECT pg_total_relation_size('"products"') AS "table", sum(pg_total_relation_size(oid)) AS "around"
     FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
       AND relname NOT IN ('products', 'productEmbeddings', 'vectorEntries', 'auditLog')`,
  );
  const [{ table, around }] = sizes.parse(rows);
  return { row: table / products, around: around / products, vector: await readVectorBytes(pool) };
}

/** Of those that have one: most of the seeded have none. */
async function readVectorBytes(pool: Pool): Promise<number> {
  await pool.query('CREATE TABLE "benchVectors" (LIKE "productEmbeddings" INCLUDING ALL)');
  const { rowCount } = await pool.query(
    `INSERT INTO "benchVectors" SELECT * FROM "productEmbeddings" WHERE "space" = $1`,
    [SPACE],
  );
  const { rows } = await pool.query(`SELECT pg_total_relation_size('"benchVectors"') AS "bytes"`);
  await pool.query('DROP TABLE "benchVectors"');
  const [{ bytes }] = vector.parse(rows);
  return bytes / (rowCount ?? 0);
}
