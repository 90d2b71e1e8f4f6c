import { afterAll, beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { quietLogger } from '../testing/quiet-logger';
import { Database, isConnectionError, type Query } from './database';

const home = useTestDatabase();
let database: Database;

beforeAll(async () => {
  database = new Database(home.url, quietLogger);
});
afterAll(async () => {
  await database?.close();
});

/** As a server that goes down does: ends the connection of `query`. Resolves when this process has been told. */
async function endConnectionOf(query: Query): Promise<void> {
  const [row] = await query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  await database.query('SELECT pg_terminate_backend($1, 10000)', [row?.pid]);
  await new Promise((resolve) => setTimeout(resolve, 100));
}

test('a transaction whose connection ends between two of its queries fails as one whose database is away', async () => {
  const transaction = database.transaction(async (query) => {
    await endConnectionOf(query);
    return query('SELECT 1 AS one');
  });
  const error: unknown = await transaction.catch((thrown: unknown) => thrown);
  expect(isConnectionError(error)).toBe(true);
  expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a transaction whose connection ends during a query does, too', async () => {
  const transaction = database.transaction(async (query) => {
    const [row] = await query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await Promise.all([
      query('SELECT pg_sleep(30)'),
      database.query('SELECT pg_terminate_backend($1, 10000)', [row?.pid]),
    ]);
  });
  const error: unknown = await transaction.catch((thrown: unknown) => thrown);
  expect(isConnectionError(error)).toBe(true);
});
