import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/e2e/support/test-database';
import { quietLogger } from '../testing/quiet-logger';
import { acceptEvents } from './accept-events';
import { Database } from './database';
import { loadCalls, readDueJobs } from './jobs';
import { migrate } from './migrations';
import { continueRun, storeSteps } from './settle';

const FUNCTION = 'app-fn';
const NOW = 1_800_000_000_000;

let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createTestDatabase();
  database = new Database(home.url, quietLogger);
  await migrate(database);
});
afterAll(async () => {
  await database?.close();
  await home?.drop();
});

const due = (now: number) => readDueJobs(database.query, { functionId: FUNCTION, now, limit: 10, fullKeys: [] });

/** One run that is due, not started. */
beforeEach(async () => {
  await database.query('TRUNCATE engine.events, engine.runs, engine.steps');
  await acceptEvents(database.query, {
    events: [{ id: 'event', name: 'go', payload: '{"name":"go"}' }],
    runs: [
      {
        ...{ id: 'run', function_id: FUNCTION, event_ids: ['event'], concurrency_key: '' },
        ...{ cron: null, due_at: new Date(NOW).toISOString() },
      },
    ],
    batchItems: [],
    now: NOW,
  });
});

test('a job that was read as due and then put off is not started before its time', async () => {
  const read = await due(NOW);
  expect(read).toHaveLength(1);
  // Meanwhile the call that was under way ended, and asked to come back later.
  await continueRun(database.query, 'run', { steps: [], at: NOW + 5_000, attempt: 1, lostCalls: 0 });
  expect(await loadCalls(database.query, read, NOW + 4_999)).toEqual([]);
  expect(await loadCalls(database.query, read, NOW + 5_000)).toMatchObject([{ attempt: 1 }]);
});

test('a job that was read as new, and has stored steps since, is called with them', async () => {
  const read = await due(NOW);
  await loadCalls(database.query, read, NOW);
  await storeSteps(database.query, 'run', [{ id: 'one', failed: false, output: '1' }]);
  const [state] = await loadCalls(database.query, read, NOW);
  expect(state?.steps).toEqual([{ id: 'one', failed: false, output: '1' }]);
});
