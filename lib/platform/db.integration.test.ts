import { afterAll, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { createDatabase } from './db';
import { asDatabaseUnavailable } from './db-errors';

const database = useTestDatabase({ answeredWithinMs: 300 });

describe('a database that does not answer', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['plain SQL', () => database.pool.query('SELECT pg_sleep(3)')],
    ['Prisma', () => database.prisma.$queryRaw`SELECT pg_sleep(3)`],
  ])('is given up, as one that is away: %s', async (_, ask) => {
    const error: unknown = await ask().catch((thrown: unknown) => thrown);
    expect(asDatabaseUnavailable(error)).toMatchObject({ code: 'database_unavailable', retry: { again: true } });
    expect((await database.pool.query('SELECT 1 AS "one"')).rows).toEqual([{ one: 1 }]);
  });
});

test.each(['53100', '40P01', '57014'])(
  'an error of plain SQL past Prisma is known by its SQLSTATE: %s',
  async (code) => {
    const raise = `DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '${code}'; END $$`;
    const error: unknown = await database.prisma.$executeRawUnsafe(raise).catch((thrown: unknown) => thrown);
    expect(asDatabaseUnavailable(error)).toMatchObject({ code: 'database_unavailable' });
  },
);

describe('a statement that takes too long', () => {
  const bounded = createDatabase(database.url, { statementTimeoutMs: 300, max: 1 });
  afterAll(() => bounded.close());

  test('is ended by the server, which is free again; as when the database is away', async () => {
    const error: unknown = await bounded.prisma.$queryRaw`SELECT pg_sleep(60)`.catch((thrown: unknown) => thrown);
    expect(asDatabaseUnavailable(error)).toMatchObject({ code: 'database_unavailable', retry: { again: true } });
    const { rows } = await database.pool.query(
      `SELECT FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)%' AND state = 'active' AND pid <> pg_backend_pid()`,
    );
    expect(rows).toEqual([]);
  });

  test('and dates are UTC, whatever the role has set', async () => {
    expect((await bounded.pool.query('SHOW timezone')).rows).toEqual([{ TimeZone: 'UTC' }]);
  });
});
