import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/e2e/support/test-database';
import { createDatabase, type Database } from './db';
import { asDatabaseUnavailable } from './db-errors';

let test: TestDatabase;
let database: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  database = createDatabase(test.url, { answeredWithinMs: 300 });
});
afterAll(async () => {
  await database?.close();
  await test?.drop();
});

describe('a database that does not answer', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['plain SQL', () => database.pool.query('SELECT pg_sleep(3)')],
    ['Prisma', () => database.prisma.$queryRaw`SELECT pg_sleep(3)`],
  ])('is given up, as one that is away: %s', async (_, ask) => {
    const error: unknown = await ask().catch((thrown: unknown) => thrown);
    expect(asDatabaseUnavailable(error)).toMatchObject({ code: 'database_unavailable', retry: { again: true } });
    expect((await database.pool.query('SELECT 1 AS "one"')).rows).toEqual([{ one: 1 }]);
  });
});
