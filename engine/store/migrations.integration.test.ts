import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/e2e/support/test-database';
import { quietLogger } from '../testing/quiet-logger';
import { readApps } from './apps';
import { readBatchItems } from './batches';
import { Database } from './database';
import { loadCalls, readDueJobs } from './jobs';
import { MIGRATIONS, migrate } from './migrations';

let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createTestDatabase();
  database = new Database(home.url, quietLogger);
});
afterAll(async () => {
  await database?.close();
  await home?.drop();
});

test('an older engine’s work goes on where it was: sleeps, failed steps, batches, functions', async () => {
  await migrate(database, MIGRATIONS.slice(0, 1));
  await database.query(`
    INSERT INTO engine.events (id, name, payload, received_at) VALUES ('e', 'go', '{"name":"go"}', now());
    INSERT INTO engine.runs (id, function_id, event_ids, status, concurrency_keys, due_at, created_at, started_at)
      SELECT id, 'app-fn', '{e}', status, '{0:,1:lane}', now(), now(), now()
      FROM (VALUES ('asleep', 'waiting'), ('beside', 'waiting'), ('due', 'queued'), ('over', 'cancelled'))
        AS run (id, status);
    INSERT INTO engine.steps (run_id, step_id, function_id, state, output, due_at) VALUES
      ('asleep', 'one', 'app-fn', 'done', '1', NULL),
      ('asleep', 'two', 'app-fn', 'sleeping', NULL, '2100-01-01'),
      ('beside', 'one', 'app-fn', 'planned', NULL, now()),
      ('beside', 'two', 'app-fn', 'waiting', NULL, now()),
      ('due', 'one', 'app-fn', 'failed', '{"name":"Error"}', NULL);
    INSERT INTO engine.batch_items (function_id, batch_key, event_id, added_at) VALUES ('app-fn', 'k', 'e', now())`);
  const old = { id: 'app-fn', appId: 'app', name: 'fn', maxAttempts: 4, throttle: null, batch: null };
  const limits = [
    { limit: 3, key: null },
    { limit: 2, key: 'event.data.k' },
  ];
  const failure = { event: 'inngest/function.failed', expression: "event.data.function_id == 'app-fn'" };
  const triggers = [
    { kind: 'event', event: 'go', expression: null },
    { kind: 'event', ...failure },
  ];
  await database.query(`INSERT INTO engine.functions VALUES ('app-fn', 'app', $1, now())`, [
    { ...old, triggers, concurrency: limits, idempotency: null, cancelOn: [] },
  ]);
  await database.query(`INSERT INTO engine.app_urls VALUES ('app', 'http://127.0.0.1:1', '{app-fn}', now())`);

  await migrate(database);

  const dueAt = async (now: number) => {
    const jobs = await readDueJobs(database.query, { functionId: 'app-fn', now, limit: 10, fullKeys: [] });
    return loadCalls(database.query, jobs, now);
  };
  const now = await dueAt(Date.now() + 60_000);
  expect(now.map(({ job, steps }) => [job.runId, job.concurrencyKey, steps]).sort()).toEqual([
    ['beside', 'lane', []],
    ['due', 'lane', [{ id: 'one', failed: true, output: '{"name":"Error"}' }]],
  ]);
  const later = await dueAt(Date.parse('2100-01-01T00:00:01Z'));
  expect(later.find(({ job }) => job.runId === 'asleep')?.steps).toEqual([
    { id: 'one', failed: false, output: '1' },
    { id: 'two', failed: false, output: 'null' },
  ]);
  expect(await readBatchItems(database.query, 'app-fn')).toMatchObject([{ event_id: 'e', concurrency_key: '' }]);
  expect((await readApps(database.query)).functions).toEqual([
    {
      ...old,
      concurrency: { all: 3, byKey: limits[1] },
      triggers: [
        { kind: 'event', event: 'go' },
        { kind: 'failure', functionId: 'app-fn' },
      ],
    },
  ]);
});
