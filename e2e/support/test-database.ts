import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

export const ADMIN_URL = 'SOKO_TEST_POSTGRES_URL';
export const TEMPLATE_DATABASE = 'soko_template';

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** A migrated, empty database for one test, or for what it starts; for a whole file there is `useTestDatabase`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = newTestDatabaseName();
  await cloneTemplate(name);
  return { url: testDatabaseUrl(name), drop: () => dropTestDatabase(name) };
}

export const newTestDatabaseName = () => `soko_test_${randomBytes(6).toString('hex')}`;

export function testDatabaseUrl(name: string): string {
  const url = new URL(adminUrl());
  url.pathname = `/${name}`;
  return url.href;
}

/** Some 30 ms. */
export async function cloneTemplate(name: string): Promise<void> {
  await withAdmin(async (client) => {
    // Cloning needs the template to itself: one at a time across all test processes.
    await client.query('SELECT pg_advisory_lock(1)');
    await client.query(`CREATE DATABASE "${name}" TEMPLATE "${TEMPLATE_DATABASE}" STRATEGY FILE_COPY`);
  });
}

/** Connections still open do not hinder it. */
export async function dropTestDatabase(name: string): Promise<void> {
  await withAdmin((client) => client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
}

export async function withAdmin<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: adminUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function adminUrl(): string {
  const url = process.env[ADMIN_URL];
  if (url === undefined)
    throw new Error('No PostgreSQL for tests: run this through the vitest project `integration` or `services`.');
  return url;
}
