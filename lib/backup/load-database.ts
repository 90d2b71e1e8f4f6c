import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import type { Client } from 'pg';
import { SokoError } from '@/lib/platform/errors';
import { migrate } from '@/lib/platform/migrate';
import { quoted, withBackupSession } from './backup-session';
import { type DumpedTable, type Manifest, tableFile } from './manifest';
import { readTables, type Table } from './tables';

/** As many rows as make about so many characters. */
const CHARACTERS_AT_ONCE = 2_000_000;

export interface LoadOptions {
  folder: string;
  manifest: Manifest;
  migrationsDir: string;
  onTable(table: DumpedTable): void;
}

/**
 * Fills a database in which there is nothing: the schema that the backup was made of, its rows in one transaction, then
 * what later migrations make of them. Errors: `database_not_empty`,
 * `backup_damaged`, and migrate's (`migration_unknown`: a newer Soko made it).
 */
export async function loadDatabase(databaseUrl: string, options: LoadOptions): Promise<void> {
  const { folder, manifest, migrationsDir, onTable } = options;
  await withBackupSession(databaseUrl, async (client) => {
    await assertEmpty(client);
    await migrate(databaseUrl, migrationsDir, manifest.migrations);
    const known = new Map((await readTables(client)).map((table) => [table.name, table]));
    await client.query('BEGIN');
    // What migrations have put there is in the backup, as it has become.
    await client.query(`TRUNCATE ${[...known.keys()].map(quoted).join(', ')}`);
    for (const dumped of manifest.tables) {
      const table = known.get(dumped.name);
      if (table === undefined || !hasColumns(table, dumped.columns)) throw damaged(`${dumped.name} has other columns`);
      const rows = await loadTable(client, table, dumped.columns, tableFile(folder, dumped.name));
      if (rows !== dumped.rows) throw damaged(`${dumped.name} has ${rows} rows in place of ${dumped.rows}`);
      onTable(dumped);
    }
    for (const { name, last } of manifest.sequences)
      await client.query('SELECT setval($1::regclass, $2::bigint)', [quoted(name), last]);
    await client.query('COMMIT');
    await migrate(databaseUrl, migrationsDir);
    // Without figures about them, queries over many rows take the wrong way until somebody counts.
    await client.query('ANALYZE');
  });
}

async function assertEmpty(client: Client): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace LIMIT 1`,
  );
  if (rowCount === 0) return;
  const message = 'There are tables in this database. A backup is restored into one in which there is nothing.';
  throw new SokoError({ code: 'database_not_empty', message, status: 409 });
}

async function loadTable(client: Client, table: Table, columns: string[], file: string): Promise<number> {
  const types = new Map(table.columns.map(({ name, type }) => [name, type]));
  const values = columns.map((name, i) => `(r ->> ${i})::${types.get(name)}`);
  const sql =
    `INSERT INTO ${quoted(table.name)} (${columns.map(quoted).join(', ')}) ` +
    `SELECT ${values.join(', ')} FROM json_array_elements($1::json) r`;
  let rows = 0;
  let lines: string[] = [];
  let characters = 0;
  const insert = async () => {
    if (lines.length > 0) await client.query(sql, [`[${lines.join(',')}]`]);
    rows += lines.length;
    lines = [];
    characters = 0;
  };
  await pipeline(createReadStream(file), createGunzip(), async (unpacked) => {
    for await (const line of linesOf(unpacked)) {
      lines.push(line);
      characters += line.length;
      if (characters > CHARACTERS_AT_ONCE) await insert();
    }
  }).catch((error: unknown) => {
    throw isUnpacking(error) ? damaged(`${file} is damaged`) : error;
  });
  await insert();
  return rows;
}

/** By line feeds alone: Node's own reader also ends lines at separators that stand within texts. */
async function* linesOf(unpacked: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const part of unpacked) {
    const lines = (rest + decoder.write(part)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

const isUnpacking = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(Z_|ENOENT)/.test(String(error.code));

const hasColumns = ({ columns }: Table, wanted: string[]): boolean =>
  columns.length === wanted.length && columns.every(({ name }) => wanted.includes(name));

const damaged = (what: string): SokoError =>
  new SokoError({ code: 'backup_damaged', message: `This backup cannot be restored: ${what}.`, status: 400 });
