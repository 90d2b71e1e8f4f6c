import type { Pool } from 'pg';

interface Index {
  name: string;
  definition: string;
}

/** All but those that constraints stand on. */
const INDEXES = `
  SELECT i.indexrelid::regclass::text AS "name", pg_get_indexdef(i.indexrelid) AS "definition"
  FROM pg_index i WHERE i.indrelid = ANY($1::text[]::regclass[])
    AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
  ORDER BY i.indexrelid`;

/** A table is filled several times faster where its indexes are made at the end. They are as they were afterwards. */
export async function withIndexesPostponed(
  pool: Pool,
  tables: readonly string[],
  fill: () => Promise<void>,
): Promise<void> {
  const { rows } = await pool.query<Index>(INDEXES, [tables.map((table) => `"${table}"`)]);
  for (const { name } of rows) await pool.query(`DROP INDEX ${name}`);
  await fill();
  // One after the other: each is built by as many processes as the machine has cores.
  for (const { definition } of rows) await pool.query(definition);
}
