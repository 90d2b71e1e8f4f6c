import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import type { FunctionDefinition } from '../protocol/function-definition';
import { Database } from '../store/database';
import { migrate } from '../store/migrations';
import { quietLogger } from '../testing/quiet-logger';
import { CronClock } from './cron-clock';

const EVERY_SECOND = '* * * * * *';
const DAY_MS = 24 * 3_600_000;

const home = useTestDatabase();
let database: Database;
let clock: CronClock;

beforeAll(async () => {
  database = new Database(home.url, quietLogger);
  await migrate(database);
});
afterEach(() => {
  clock.stop();
  vi.useRealTimers();
});
afterAll(async () => {
  await database?.close();
});

/** Starts its clock; tells how often it has ticked. */
async function start(id: string): Promise<() => number> {
  let ticks = 0;
  const onDue = () => void ticks++;
  clock = new CronClock({ database, onDue, onError: () => {} });
  const definition: FunctionDefinition = {
    ...{ id, triggers: [{ kind: 'cron', cron: EVERY_SECOND }], maxAttempts: 1 },
    ...{ concurrency: { all: 1, byKey: null }, throttle: null, batch: null },
  };
  await clock.replaceFunctions([definition]);
  return () => ticks;
}

test('a cron whose last tick lies in the future, since the clock was put back, ticks on', async () => {
  await database.query('INSERT INTO engine.cron_ticks (function_id, cron, last_tick_at) VALUES ($1, $2, $3)', [
    'put-back-before',
    EVERY_SECOND,
    new Date(Date.now() + DAY_MS),
  ]);
  const ticks = await start('put-back-before');
  await expect.poll(ticks, { timeout: 10_000 }).toBeGreaterThan(0);
});

test('so it does when the clock is put back under it', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + DAY_MS });
  const ticks = await start('put-back-now');
  const soon = Date.now();
  vi.setSystemTime(soon + 3_000);
  await expect.poll(ticks, { timeout: 10_000 }).toBeGreaterThan(0);
  const before = ticks();
  vi.useRealTimers();
  await expect.poll(ticks, { timeout: 10_000 }).toBeGreaterThan(before);
});
