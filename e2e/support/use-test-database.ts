import { afterAll, beforeAll } from 'vitest';
import { createDatabase, type Database, type DatabaseOptions } from '@/lib/platform/db';
import { cloneTemplate, dropTestDatabase, newTestDatabaseName, testDatabaseUrl } from './test-database';

/**
 * A migrated, empty database for this test file, and the way to it: made before the file's tests, dropped after them.
 * Called at the top of the file, before hooks that use it.
 */
export function useTestDatabase(options?: DatabaseOptions): Omit<Database, 'close'> & { url: string } {
  const name = newTestDatabaseName();
  const url = testDatabaseUrl(name);
  // Connects at first use, when the database is there.
  const { prisma, pool, close } = createDatabase(url, options);
  beforeAll(() => cloneTemplate(name));
  afterAll(async () => {
    await close();
    await dropTestDatabase(name);
  });
  return { url, prisma, pool };
}
