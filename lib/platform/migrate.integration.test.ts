import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/e2e/support/test-database';
import { migrate } from './migrate';

let database: TestDatabase;
let client: Client;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query('DROP TABLE "_prisma_migrations"');
  folder = await mkdtemp(path.join(tmpdir(), 'soko-migrations-'));
});

afterEach(async () => {
  await client.end();
  await database.drop();
  await rm(folder, { recursive: true });
});

async function write(name: string, sql: string): Promise<void> {
  await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, name, 'migration.sql'), sql);
}

test('applies what is missing, in order, once, and keeps the ledger Prisma would keep', async () => {
  await write('2_second', 'ALTER TABLE "pots" ADD COLUMN "litres" INTEGER;');
  await write('1_first', 'CREATE TABLE "pots" ("id" INTEGER PRIMARY KEY);');
  expect(await migrate(database.url, folder)).toEqual(['1_first', '2_second']);
  await write('3_third', 'INSERT INTO "pots" VALUES (1, 5);');
  expect(await migrate(database.url, folder)).toEqual(['3_third']);
  expect(await migrate(database.url, folder)).toEqual([]);
  const { rows } = await client.query(
    `SELECT "migration_name", "checksum", "applied_steps_count", "finished_at" >= "started_at" AS "finished"
     FROM "_prisma_migrations" ORDER BY 1`,
  );
  expect(rows[0]).toEqual({
    migration_name: '1_first',
    // printf 'CREATE TABLE "pots" ("id" INTEGER PRIMARY KEY);' | sha256sum
    checksum: CHECKSUM_OF_FIRST,
    applied_steps_count: 1,
    finished: true,
  });
  expect(rows).toHaveLength(3);
});

const CHECKSUM_OF_FIRST = '51611769329df581a4c8073420383ddfa2e32bb6a8558c6b4a3f65d89af660b7';

test('several processes at once apply each migration once', async () => {
  await write('1_first', 'CREATE TABLE "pots" ("id" INTEGER PRIMARY KEY);');
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, folder)));
  expect(applied.flat()).toEqual(['1_first']);
});

test('a migration that fails leaves nothing behind and can be tried again', async () => {
  await write('1_first', 'CREATE TABLE "pots" ("id" INTEGER PRIMARY KEY); SELECT 1/0;');
  await expect(migrate(database.url, folder)).rejects.toMatchObject({ code: 'migration_failed' });
  expect((await client.query(`SELECT to_regclass('pots') AS "table"`)).rows).toEqual([{ table: null }]);
  await write('1_first', 'CREATE TABLE "pots" ("id" INTEGER PRIMARY KEY);');
  expect(await migrate(database.url, folder)).toEqual(['1_first']);
});

test('a database that lets no extensions in is told how to', async () => {
  // As a hosted database answers that has none of this name; one that forbids it names the extension in the same way.
  await write('1_first', 'CREATE EXTENSION "no_such_extension";');
  await expect(migrate(database.url, folder)).rejects.toMatchObject({
    code: 'extension_missing',
    message: expect.stringContaining('Enable it in your provider'),
  });
});

test('a file changed after it was applied is refused', async () => {
  await write('1_first', 'SELECT 1;');
  await migrate(database.url, folder);
  await write('1_first', 'SELECT 2;');
  await expect(migrate(database.url, folder)).rejects.toMatchObject({ code: 'migration_changed' });
});

test('a migration another tool left unfinished stops the start', async () => {
  await write('1_first', 'SELECT 1;');
  await migrate(database.url, folder);
  await client.query('UPDATE "_prisma_migrations" SET "finished_at" = NULL');
  await expect(migrate(database.url, folder)).rejects.toMatchObject({ code: 'migration_unfinished' });
});
