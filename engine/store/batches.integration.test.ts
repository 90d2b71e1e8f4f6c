import { afterAll, beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { quietLogger } from '../testing/quiet-logger';
import { acceptEvents } from './accept-events';
import { readBatchItems, startBatches } from './batches';
import { Database } from './database';
import { eraseValue } from './erase';
import { migrate } from './migrations';

const PHONE = '254712345678';
const FUNCTION = 'app-batch';

const home = useTestDatabase();
let database: Database;

beforeAll(async () => {
  database = new Database(home.url, quietLogger);
  await migrate(database);
});
afterAll(async () => {
  await database?.close();
});

test('a batch of which something was erased meanwhile is not started, and what is left of it waits on', async () => {
  const events = ['254722000111', PHONE, '254733000222'].map((phone, n) => ({
    ...{ id: `event-${n}`, name: 'batched' },
    payload: JSON.stringify({ name: 'batched', data: { phone } }),
  }));
  const batchItems = events.map(({ id }) => ({
    function_id: FUNCTION,
    batch_key: '',
    event_id: id,
    concurrency_key: '',
  }));
  await acceptEvents(database.query, { events, runs: [], batchItems, now: Date.now() });
  const items = await readBatchItems(database.query, FUNCTION);
  await database.transaction((query) => eraseValue(query, PHONE));

  const run = {
    ...{ id: 'run', function_id: FUNCTION, event_ids: items.map(({ event_id }) => event_id) },
    ...{ concurrency_key: '', cron: null },
    due_at: new Date().toISOString(),
  };
  const start = (positions: string[]) => startBatches(database.query, { runs: [run], positions, now: Date.now() });
  expect(await start(items.map(({ position }) => position))).toBe(false);
  const left = await readBatchItems(database.query, FUNCTION);
  expect(left.map(({ event_id }) => event_id)).toEqual(['event-0', 'event-2']);
  expect(await database.query('SELECT FROM engine.runs')).toEqual([]);

  expect(await start(left.map(({ position }) => position))).toBe(true);
  expect(await readBatchItems(database.query, FUNCTION)).toEqual([]);
  expect(await database.query('SELECT id FROM engine.runs')).toEqual([{ id: 'run' }]);
});
