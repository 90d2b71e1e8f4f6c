import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { breakingStatements } from './breaking-statements-for-tests';
import landed from './landed.json';

const read = (name: string) => readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8');
const names = readdirSync('prisma/migrations', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** Migrations that code of before them does not live with, and why they may be. docs/operations.md, "A new version". */
const MAY_BREAK: Record<string, string> = {
  '20261126113000_search_words': 'before anybody ran two versions at once',
  '20261129020000_counted_from_items': 'before anybody ran two versions at once',
  '20261129050000_words_find_words': 'before anybody ran two versions at once',
  '20261130110000_embedding_spaces': 'before anybody ran two versions at once',
};

test('code of the version before lives with every migration', () => {
  const breaking = names.filter((name) => breakingStatements(read(name)).length > 0).sort();
  expect(breaking).toEqual(Object.keys(MAY_BREAK));
});

test('what has landed is never changed: databases that have it would be refused', () => {
  const known = landed.map(({ name, sha256 }) => `${name} ${sha256}`);
  const there = names.map((name) => `${name} ${createHash('sha256').update(read(name)).digest('hex')}`);
  // A new one comes after all that there are, there as here: its name is later.
  expect(known).toEqual(there.sort());
});

test.each([
  ['ALTER TABLE "a" DROP COLUMN "b";', ['drops a column']],
  ['DROP TABLE "a";', ['drops a table, a type or a function']],
  ['CREATE TEMPORARY TABLE "t" AS SELECT 1; DROP TABLE "t";', []],
  ['ALTER TABLE "a" RENAME COLUMN "b" TO "c";', ['renames']],
  ['ALTER TABLE "a" RENAME TO "c";', ['renames']],
  ['ALTER TABLE "a" ALTER COLUMN "b" TYPE TEXT;', ['changes a type']],
  ['ALTER TABLE "a" ALTER COLUMN "b" SET NOT NULL;', ['demands a value that was optional']],
  ['ALTER TABLE "a" ALTER "b" DROP DEFAULT;', ['takes a default away']],
  ['ALTER TABLE "a" ADD COLUMN "b" TEXT NOT NULL;', ['adds a column that old code does not fill']],
  [
    'ALTER TABLE "a" ADD COLUMN "b" TEXT NOT NULL DEFAULT \'\',\n  ADD COLUMN "c" INTEGER NOT NULL;',
    ['adds a column that old code does not fill'],
  ],
  ['ALTER TABLE "a" ADD COLUMN "b" TEXT NOT NULL DEFAULT \'\', ADD COLUMN "c" INTEGER;', []],
  ['-- DROP TABLE "a";\nCREATE TABLE "b" ("c" TEXT NOT NULL); CREATE INDEX "d" ON "b" ("c");', []],
  ['ALTER TABLE "a" DROP CONSTRAINT "b";', []],
])('%s: %j', (sql, found) => {
  expect(breakingStatements(sql)).toEqual(found);
});
