import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';
import type { Client } from 'pg';
import { FOLDER_ADDRESS } from '@/lib/media/picture-addresses';
import { quoted, withBackupSession } from './backup-session';
import { type DumpedTable, type Manifest, tableFile } from './manifest';
import { readTables, type Table } from './tables';

const ROWS_AT_ONCE = 500;

export type DatabaseDump = Pick<Manifest, 'migrations' | 'tables' | 'sequences'> & {
  /** What products show from the folder. */
  pictures: { key: string; variants: string[] }[];
};

/**
 * Every row that cannot be made anew, as of one moment, whatever is written meanwhile: one file a table, one row a
 * line, each value as PostgreSQL writes it.
 */
export async function dumpDatabase(
  databaseUrl: string,
  { folder, onTable }: { folder: string; onTable(table: DumpedTable): void },
): Promise<DatabaseDump> {
  await mkdir(path.dirname(tableFile(folder, '')), { recursive: true });
  return withBackupSession(databaseUrl, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const migrations = await client.query<{ name: string }>(
      `SELECT "migration_name" AS "name" FROM "_prisma_migrations"
       WHERE "rolled_back_at" IS NULL AND "finished_at" IS NOT NULL ORDER BY 1`,
    );
    const tables: DumpedTable[] = [];
    for (const table of await readTables(client)) {
      const rows = await dumpTable(client, table, tableFile(folder, table.name));
      const dumped = { name: table.name, columns: table.columns.map(({ name }) => name), rows };
      tables.push(dumped);
      onTable(dumped);
    }
    const sequences = await client.query<{ name: string; last: string }>(
      `SELECT "sequencename" AS "name", "last_value"::text AS "last" FROM "pg_sequences"
       WHERE "schemaname" = 'public' AND "last_value" IS NOT NULL ORDER BY 1`,
    );
    const pictures = await readPictures(client);
    await client.query('COMMIT');
    return { migrations: migrations.rows.map(({ name }) => name), tables, sequences: sequences.rows, pictures };
  });
}

async function dumpTable(client: Client, { name, columns }: Table, file: string): Promise<number> {
  const values = columns.map((column) => `${quoted(column.name)}::text`).join(', ');
  await client.query(
    `DECLARE "dumped" NO SCROLL CURSOR FOR SELECT to_json(ARRAY[${values}])::text AS "line" FROM ${quoted(name)}`,
  );
  let rows = 0;
  async function* lines(): AsyncGenerator<string> {
    for (;;) {
      const { rows: found } = await client.query<{ line: string }>(`FETCH ${ROWS_AT_ONCE} FROM "dumped"`);
      if (found.length === 0) return;
      rows += found.length;
      yield found.map(({ line }) => `${line}\n`).join('');
    }
  }
  // Vectors are most of it, and random: more effort finds nothing.
  const gzip = createGzip({ level: constants.Z_BEST_SPEED });
  await pipeline(Readable.from(lines()), gzip, createWriteStream(file, { mode: 0o600 }));
  await client.query('CLOSE "dumped"');
  return rows;
}

async function readPictures(client: Client): Promise<DatabaseDump['pictures']> {
  const { rows } = await client.query<{ key: string; variants: string[] }>(
    `SELECT substr("s3ImageUrl", length($1) + 1) AS "key",
       COALESCE(array_agg(DISTINCT v) FILTER (WHERE v IS NOT NULL), '{}') AS "variants"
     FROM "products" LEFT JOIN LATERAL unnest("s3ImageVariants") v ON true
     WHERE starts_with("s3ImageUrl", $1) GROUP BY "s3ImageUrl"`,
    [FOLDER_ADDRESS],
  );
  return rows;
}
