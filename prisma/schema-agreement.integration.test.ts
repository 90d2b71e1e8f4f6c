import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readDatabaseFacts } from '@/e2e/support/database-facts';
import { datamodelFacts } from '@/e2e/support/datamodel-facts';
import { readDatamodel } from '@/e2e/support/prisma-datamodel';
import { useTestDatabase } from '@/e2e/support/use-test-database';

const LEDGER = '_prisma_migrations';
/**
 * Prisma's data model has no "index where" and leaves transaction ids and generated columns out; everything else must
 * be in both.
 */
const isBeyondPrisma = (fact: string): boolean => / where |: xid8, |, default generated$/.test(fact);

const database = useTestDatabase();
let client: Client;

beforeAll(async () => {
  client = new Client({ connectionString: database.url });
  await client.connect();
});

afterAll(() => client.end());

async function factsOfDatabase(): Promise<string[]> {
  const facts = await readDatabaseFacts(client);
  return facts.filter(({ fact, table }) => table !== LEDGER && !isBeyondPrisma(fact)).map(({ fact }) => fact);
}

test('the migrations make exactly the database that schema.prisma describes', async () => {
  const described = datamodelFacts(await readDatamodel());
  const made = await factsOfDatabase();
  expect(made.filter((fact) => !described.includes(fact))).toEqual([]);
  expect(described.filter((fact) => !made.includes(fact))).toEqual([]);
  // Guards the test itself: a query that finds nothing would agree with anything.
  expect(made.filter((fact) => fact.startsWith('column')).length).toBeGreaterThan(80);
  expect(made.filter((fact) => fact.startsWith('reference')).length).toBeGreaterThan(5);
});

test.each([
  ['a column more', 'ALTER TABLE "sellers" ADD COLUMN "nickname" TEXT'],
  ['a column less', 'ALTER TABLE "sellers" DROP COLUMN "name"'],
  ['another type', 'ALTER TABLE "sellers" ALTER COLUMN "name" TYPE VARCHAR(10)'],
  ['another nullability', 'ALTER TABLE "sellers" ALTER COLUMN "name" SET NOT NULL'],
  ['another default', 'ALTER TABLE "products" ALTER COLUMN "isActive" SET DEFAULT false'],
  ['a lost unique key', 'DROP INDEX "users_email_key"'],
  ['a lost index', 'DROP INDEX "syncItems_productId_createdAt_idx"'],
  ['a lost reference', 'ALTER TABLE "syncItems" DROP CONSTRAINT "syncItems_syncRunId_fkey"'],
  ['an enum value more', `ALTER TYPE "sync_stage" ADD VALUE 'later'`],
])('%s is noticed', async (_what, change) => {
  const before = await factsOfDatabase();
  await client.query('BEGIN');
  await client.query(change);
  const after = await factsOfDatabase();
  await client.query('ROLLBACK');
  expect(after).not.toEqual(before);
});
