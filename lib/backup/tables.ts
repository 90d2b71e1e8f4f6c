import type { Client } from 'pg';

export interface Table {
  name: string;
  /** Generated ones are not among them: they make themselves. */
  columns: { name: string; type: string }[];
}

/**
 * Made anew where they are needed: the vector index has transactions' numbers in it, which mean nothing in another
 * server; the ledger of migrations is written by them.
 */
const NOT_KEPT = ['_prisma_migrations', 'vectorEntries', 'vectorPurges'];

const TABLES = `
SELECT c.relname AS "name",
  (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum)
   FROM pg_attribute a
   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS "columns",
  ARRAY(SELECT o.relname::text FROM pg_constraint f JOIN pg_class o ON o.oid = f.confrelid
        WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS "refersTo"
FROM pg_class c
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> ALL($1)
ORDER BY c.relname`;

/** Those whose rows are kept, nobody before whom they refer to. */
export async function readTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table & { refersTo: string[] }>(TABLES, [NOT_KEPT]);
  const ordered: Table[] = [];
  const waiting = new Map(rows.map((row) => [row.name, row]));
  while (waiting.size > 0) {
    const next = [...waiting.values()].filter(({ refersTo }) => !refersTo.some((name) => waiting.has(name)));
    if (next.length === 0) throw new Error(`These tables refer to each other: ${[...waiting.keys()].join(', ')}`);
    for (const { name, columns } of next) {
      ordered.push({ name, columns });
      waiting.delete(name);
    }
  }
  return ordered;
}
