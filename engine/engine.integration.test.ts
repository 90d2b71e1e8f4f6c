import { expect, onTestFinished, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { readConfig } from './config';
import { Engine } from './engine';
import { saveRegistration } from './store/apps';
import { Database } from './store/database';
import { migrate } from './store/migrations';
import { quietLogger } from './testing/quiet-logger';
import { testKeys } from './testing/test-keys';

const home = useTestDatabase();

test('an event that comes between the engine’s listening and its start begins what it should', async () => {
  const database = new Database(home.url, quietLogger);
  await migrate(database);
  const definition = { id: 'fn', triggers: [{ kind: 'event' as const, event: 'go' }], maxAttempts: 1 };
  const rest = { concurrency: { all: 1, byKey: null }, throttle: null, batch: null };
  const functions = [{ ...definition, ...rest }];
  await saveRegistration(database.query, { appId: 'app', url: 'http://127.0.0.1:1/', sdk: 'js', functions }, 0);
  const { eventKey, signingKey } = testKeys();
  const { config } = readConfig({
    ...{ NODE_ENV: 'test', DATABASE_URL: home.url, INNGEST_EVENT_KEY: eventKey, INNGEST_SIGNING_KEY: signingKey },
  });
  const engine = new Engine(config, database, quietLogger);
  onTestFinished(async () => {
    await engine.stop(0);
    await database.close();
  });
  await engine.prepare();
  const value = { name: 'go', data: {} };
  await engine.accept([{ id: 'one', name: 'go', ts: Date.now(), payload: JSON.stringify(value), value }]);
  await engine.start();
  expect(await database.query('SELECT function_id FROM engine.runs')).toEqual([{ function_id: 'fn' }]);
});
