import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEngineProcess } from '@/e2e/pipeline/engine-process';
import { makeKeys } from '@/e2e/pipeline/start-pipeline';
import { testDatabaseUrl, withAdmin } from '@/e2e/support/test-database';
import { createUser } from '@/lib/platform/auth-users';
import { createDatabase, type Database } from '@/lib/platform/db';
import { migrate } from '@/lib/platform/migrate';
import { recomputeListing } from '@/lib/products/listing';
import { makeEmbeddedProduct } from '@/lib/products/products-for-tests';
import { applyReviewsInForce, recordReview } from '@/lib/products/reviews';
import { eraseSeller } from '@/lib/sellers/erase-seller';
import { openListedRun } from '@/lib/syncs/open-run';
import { PostgresVectorStore } from '@/lib/vectors/postgres-vector-store';

// What docs/operations.md has an operator grant, as it stands there.
const section = readFileSync('docs/operations.md', 'utf8').split('### PostgreSQL of your own')[1] ?? '';
const [asSuperuser = '', inDatabase = ''] = [...section.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql]) => sql ?? '');
const engineLine = /^CREATE SCHEMA engine.*$/m;

let app: Database;

function urlAs(role: string, password: string): string {
  const url = new URL(testDatabaseUrl('soko'));
  url.username = role;
  url.password = password;
  return url.href;
}

async function run(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    // One by one: a database cannot be made within several.
    for (const statement of sql.split(';').filter((each) => each.trim() !== '')) await client.query(statement);
  } finally {
    await client.end();
  }
}

const owner = () => urlAs('soko_owner', 'one');
const runs = () => urlAs('soko_app', 'another');

beforeAll(async () => {
  await run(testDatabaseUrl('postgres'), asSuperuser);
  await run(owner(), inDatabase.replace(engineLine, ''));
  await run(testDatabaseUrl('soko'), engineLine.exec(inDatabase)?.[0] ?? '');
  app = createDatabase(runs(), { max: 5 });
});
afterAll(async () => {
  await app?.close();
  await withAdmin(async (client) => {
    await client.query('DROP DATABASE IF EXISTS soko WITH (FORCE)');
    await client.query('DROP ROLE IF EXISTS soko_app, soko_owner');
  });
});

test('the role that runs changes no schema, and says who does', async () => {
  await expect(migrate(runs())).rejects.toMatchObject({ code: 'migration_denied' });
  expect((await migrate(owner())).length).toBeGreaterThan(30);
  expect(await migrate(runs())).toEqual([]);
  await expect(app.pool.query('CREATE TABLE "x" ()')).rejects.toThrow(/permission denied/);
  await expect(app.pool.query('ALTER TABLE "products" ADD "x" TEXT')).rejects.toThrow(/must be owner/);
  await expect(app.pool.query('TRUNCATE "products"')).rejects.toThrow(/permission denied/);
});

test('it may do with rows whatever code can', async () => {
  const { rows: denied } = await app.pool.query(`
    SELECT c.relname, r FROM pg_class c CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) r
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'm') AND NOT has_table_privilege(c.oid, r)
    UNION ALL SELECT c.relname, r FROM pg_class c CROSS JOIN unnest(ARRAY['USAGE', 'SELECT']) r
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'S' AND NOT has_sequence_privilege(c.oid, r)
    UNION ALL SELECT p.proname, 'EXECUTE' FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND NOT has_function_privilege(p.oid, 'EXECUTE')`);
  expect(denied).toEqual([]);
});

test('products are read, judged, listed, found and erased by it, and the engine works', async () => {
  const { prisma: db, pool } = app;
  const sellerPhone = '254712345678';
  const { contentHash } = await makeEmbeddedProduct(db, { productId: '1', sellerPhone });
  await openListedRun(db, { kind: 'links', sellerPhone, products: [{ productId: '1', sellerPhone }] });
  const judged = { decision: 'approved' as const, confidence: 1, problems: [], category: 'clothing', note: null };
  await recordReview(db, { productId: '1', contentHash, source: 'model', reviewer: 'test', ...judged });
  await applyReviewsInForce(db, ['1']);
  const vectors = new PostgresVectorStore({ pool, space: 'test-space' });
  expect(await recomputeListing({ db, vectors, listingPolicy: 'open' }, ['1'])).toMatchObject({ listed: ['1'] });
  expect(await vectors.count()).toBe(1);
  await createUser(db, { email: 'amina@soko.example', role: 'admin', password: 'a long enough password' });
  const objects = { get: async () => null, remove: async () => {}, publicUrl: (key: string) => key };
  await eraseSeller(
    {
      ...{ db, vectors, objects, objectKey: () => null, phoneKey: Buffer.from('k'), erasedBy: 'cli' },
      eraseEvents: async () => {},
    },
    sellerPhone,
  );
  expect(await db.product.count()).toBe(0);

  for (let start = 0; start < 2; start++) {
    const engine = await startEngineProcess({ databaseUrl: runs(), ...makeKeys() });
    expect((await fetch(`${engine.url}/health`)).ok).toBe(true);
    await engine.kill('SIGTERM');
  }
});
