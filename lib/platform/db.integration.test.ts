import { describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
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
