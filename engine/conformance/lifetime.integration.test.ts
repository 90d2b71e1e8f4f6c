import { cron, type Inngest } from 'inngest';
import { expect, test } from 'vitest';
import { serverForFile } from './apps-for-tests';
import { eventually } from './eventually';
import { isEmbedded } from './server-for-tests';

const file = serverForFile();

// Inngest's own server takes no seconds in a cron.
test.runIf(isEmbedded)('a cron ticks, each tick once', async () => {
  const ticks: (string | undefined)[] = [];
  await file.startApp((inngest) => [
    inngest.createFunction({ id: 'fn', triggers: [cron('* * * * * *')] }, ({ event }) => void ticks.push(event.id)),
  ]);
  await eventually(() => ticks.length >= 3, 'three ticks');
  expect(new Set(ticks).size).toBe(ticks.length);
});

test('an event dated in the future starts its run then', async () => {
  let at: number | undefined;
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction({ id: 'fn', triggers: [{ event: named('go') }] }, () => {
      at = Date.now();
    }),
  ]);
  const due = Date.now() + 2_500;
  await app.send({ name: 'go', ts: due });
  expect(await eventually(() => at, 'it ran')).toBeGreaterThanOrEqual(due - 5);
});

// To Inngest's server an app is at one address.
test.runIf(isEmbedded)('two processes of one app share its work', async () => {
  const by = { one: 0, two: 0 };
  const functions = (who: 'one' | 'two') => (inngest: Inngest, named: (name: string) => string) => [
    inngest.createFunction({ id: 'fn', triggers: [{ event: named('go') }], concurrency: 4 }, async () => {
      by[who]++;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }),
  ];
  const one = await file.startApp(functions('one'));
  await file.startApp(functions('two'), one.inngest.id);
  await one.send(...Array.from({ length: 40 }, () => ({ name: 'go' })));
  await eventually(() => by.one + by.two === 40, 'all ran');
  expect(Math.min(by.one, by.two)).toBeGreaterThanOrEqual(5);
});
