import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { SokoError } from './errors';

/** Prisma's own ledger, as `prisma migrate deploy` makes it: either of the two may go on where the other left off. */
const LEDGER = `
CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;
/** The lock Prisma's migration engine takes: the two never run at once. */
const PRISMA_ADVISORY_LOCK = 72707369;

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/**
 * Applies what is missing of `prisma/migrations`, each migration in a transaction of its own; safe to be called by
 * several processes at once. Returns the names applied.
 * `only`: these alone, as a database that had no others was left by an earlier version.
 * Errors: `migration_unknown` (of `only`), `migration_changed` (an applied file is not what it was),
 * `migration_unfinished`, `extension_missing`, `migration_denied`, `migration_failed`.
 */
export async function migrate(
  databaseUrl: string,
  migrationsDir = 'prisma/migrations',
  only?: readonly string[],
): Promise<string[]> {
  const migrations = await readMigrations(migrationsDir, only);
  const client = new Client({ connectionString: databaseUrl });
  // A connection that breaks is told by its next query; without a listener it would end this process.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_ADVISORY_LOCK]);
    // However long an index takes to build, and whatever the role's own limit is.
    await client.query('SET statement_timeout = 0');
    await makeLedger(client);
    const applied = await readLedger(client);
    const missing = migrations.filter((migration) => !isApplied(migration, applied));
    for (const migration of missing) await apply(client, migration);
    return missing.map(({ name }) => name);
  } finally {
    // Ends the session and with it the lock.
    await client.end();
  }
}

/** Not even asked for where it is: a role that only works with the tables may not make any. */
async function makeLedger(client: Client): Promise<void> {
  const { rows } = await client.query<{ ledger: string | null }>(
    `SELECT to_regclass('"_prisma_migrations"') AS "ledger"`,
  );
  if (rows[0]?.ledger) return;
  await client.query(LEDGER).catch((error: unknown) => {
    throw isDenied(error) ? migrationDenied(error) : error;
  });
}

const isDenied = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '42501';

const migrationDenied = (cause: unknown): SokoError =>
  new SokoError({
    code: 'migration_denied',
    message:
      'The role of DATABASE_URL may not change the schema, and the schema has to be changed for this version. ' +
      'Run `npm run soko -- migrate` with the DATABASE_URL of the role that owns it, then start again.',
    cause,
  });

async function readMigrations(migrationsDir: string, only?: readonly string[]): Promise<Migration[]> {
  const entries = await readdir(migrationsDir, { withFileTypes: true });
  const all = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const unknown = only?.find((name) => !all.includes(name));
  if (unknown !== undefined) {
    throw new SokoError({
      code: 'migration_unknown',
      message: `This version of Soko knows no migration ${unknown}: it is older than what made this. Take a newer one.`,
      status: 409,
    });
  }
  const names = all.filter((name) => only === undefined || only.includes(name));
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(migrationsDir, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

interface LedgerRow {
  checksum: string;
  finished: boolean;
}

async function readLedger(client: Client): Promise<Map<string, LedgerRow>> {
  const { rows } = await client.query<LedgerRow & { name: string }>(
    `SELECT "migration_name" AS "name", "checksum", "finished_at" IS NOT NULL AS "finished"
     FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL`,
  );
  return new Map(rows.map((row) => [row.name, row]));
}

function isApplied({ name, checksum }: Migration, applied: Map<string, LedgerRow>): boolean {
  const row = applied.get(name);
  if (row === undefined) return false;
  if (!row.finished) {
    throw new SokoError({
      code: 'migration_unfinished',
      message:
        `Migration ${name} was begun by another tool and did not finish. ` +
        'Mend the database, then run `prisma migrate resolve`.',
    });
  }
  if (row.checksum !== checksum) {
    throw new SokoError({
      code: 'migration_changed',
      message:
        `Migration ${name} is not the file that was applied to this database. ` +
        'Restore it; changes belong in a new migration.',
    });
  }
  return true;
}

async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "applied_steps_count")
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    const reason = error instanceof Error ? error.message : String(error);
    const extension = /extension "(\w+)"/.exec(reason)?.[1];
    if (extension !== undefined) throw extensionMissing(extension, error);
    if (isDenied(error)) throw migrationDenied(error);
    throw new SokoError({
      code: 'migration_failed',
      message: `Migration ${name} failed and was undone: ${reason}`,
      cause: error,
    });
  }
}

/** Hosted databases let only some roles, or only their console, add extensions. */
function extensionMissing(extension: string, cause: unknown): SokoError {
  return new SokoError({
    code: 'extension_missing',
    message:
      `This PostgreSQL does not let Soko add its extension "${extension}", which searching by words needs. Enable it ` +
      `in your provider's console, or run CREATE EXTENSION ${extension} as a superuser, then start again.`,
    cause,
  });
}
