import type { Client } from 'pg';

const COLUMNS = `
SELECT 'column ' || c.relname || '.' || a.attname || ': ' ||
       replace(format_type(a.atttypid, a.atttypmod), '"', '') || ', ' ||
       CASE WHEN a.attnotnull THEN 'not null' ELSE 'nullable' END || ', default ' ||
       CASE
         WHEN a.attgenerated <> '' THEN 'generated'
         WHEN d.adbin IS NULL THEN 'none'
         WHEN pg_get_expr(d.adbin, d.adrelid) = 'CURRENT_TIMESTAMP' THEN 'now'
         WHEN pg_get_expr(d.adbin, d.adrelid) = 'gen_random_uuid()' THEN 'uuid'
         WHEN pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%' THEN 'autoincrement'
         ELSE regexp_replace(pg_get_expr(d.adbin, d.adrelid), '^''(.*)''::.*$', '\\1')
       END AS fact, c.relname AS "table"
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped`;

const INDEXES = `
SELECT CASE WHEN i.indisprimary THEN 'primary key' WHEN i.indisunique THEN 'unique' ELSE 'index' END ||
       ' ' || c.relname || ' (' ||
       (SELECT string_agg(replace(pg_get_indexdef(i.indexrelid, k, true), '"', '') ||
                          CASE WHEN i.indoption[k - 1] & 1 = 1 THEN ' desc' ELSE '' END, ', ' ORDER BY k)
        FROM generate_series(1, i.indnkeyatts) AS k) || ')' ||
       CASE WHEN i.indpred IS NULL THEN ''
            ELSE ' where ' || replace(pg_get_expr(i.indpred, i.indrelid), '"', '') END AS fact,
       c.relname AS "table"
FROM pg_index i
JOIN pg_class c ON c.oid = i.indrelid AND c.relnamespace = 'public'::regnamespace`;

const REFERENCES = `
SELECT 'reference ' || c.relname || ' (' || names(f.conrelid, f.conkey) || ') to ' ||
       o.relname || ' (' || names(f.confrelid, f.confkey) ||
       '), on delete ' || action(f.confdeltype) || ', on update ' || action(f.confupdtype) AS fact, c.relname AS "table"
FROM pg_constraint f
JOIN pg_class c ON c.oid = f.conrelid AND c.relnamespace = 'public'::regnamespace
JOIN pg_class o ON o.oid = f.confrelid
WHERE f.contype = 'f'`;

const ENUMS = `
SELECT 'enum ' || t.typname || ': ' || string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) AS fact, '' AS "table"
FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
WHERE t.typnamespace = 'public'::regnamespace
GROUP BY t.typname`;

const HELPERS = `
CREATE OR REPLACE FUNCTION pg_temp.names(relation oid, keys smallint[]) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(a.attname, ', ' ORDER BY k.place)
  FROM unnest(keys) WITH ORDINALITY AS k(key, place)
  JOIN pg_attribute a ON a.attrelid = relation AND a.attnum = k.key $$;
CREATE OR REPLACE FUNCTION pg_temp.action(code "char") RETURNS text LANGUAGE sql AS $$
  SELECT CASE code WHEN 'a' THEN 'NoAction' WHEN 'r' THEN 'Restrict' WHEN 'c' THEN 'Cascade' WHEN 'n' THEN 'SetNull'
                   ELSE 'SetDefault' END $$`;

export interface DatabaseFact {
  fact: string;
  table: string;
}

/** What the database has, one sentence a fact; the same words as `datamodelFacts` uses. */
export async function readDatabaseFacts(client: Client): Promise<DatabaseFact[]> {
  await client.query(HELPERS);
  const facts: DatabaseFact[] = [];
  for (const query of [COLUMNS, INDEXES, REFERENCES.replace(/\b(names|action)\(/g, 'pg_temp.$1('), ENUMS]) {
    facts.push(...(await client.query<DatabaseFact>(query)).rows);
  }
  return facts.sort((one, other) => (one.fact < other.fact ? -1 : 1));
}
