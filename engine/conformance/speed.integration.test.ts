import { expect, test } from 'vitest';
import { createTestDatabase } from '@/e2e/support/test-database';
import { startTestEngine, testKeys } from '../testing/test-engine';
import { startApp } from './app-under-test';
import { eventually } from './eventually';

test('speed smoke', async () => {
  const db = await createTestDatabase();
  const keys = testKeys();
  const engine = await startTestEngine({ databaseUrl: db.url, ...keys });
  const done = new Map<number, number>();
  let sideEffects = 0;
  const app = await startApp('smoke', { baseUrl: engine.url, ...keys }, (inngest) => [
    inngest.createFunction(
      { id: 'two-steps', triggers: [{ event: 'go' }], concurrency: 20 },
      async ({ event, step }) => {
        const n = await step.run('one', async () => {
          sideEffects += 1;
          return event.data.n as number;
        });
        await step.run('two', async () => n);
        done.set(n, (done.get(n) ?? 0) + 1);
      },
    ),
  ]);
  const N = 1000;
  const t0 = performance.now();
  await app.send(Array.from({ length: N }, (_, n) => ({ name: 'go', data: { n } })));
  const t1 = performance.now();
  await eventually(() => done.size === N, 'all done');
  const t2 = performance.now();
  process.stdout.write(
    `send ${Math.round(t1 - t0)} ms; ${Math.round(N / ((t2 - t1) / 1000))} runs/s; side effects ${sideEffects}\n`,
  );
  expect(sideEffects).toBe(N);
  await app.close();
  await engine.stop();
  await db.drop();
});
