import { expect, test } from 'vitest';
import { serverForFile } from './apps-for-tests';
import { eventually, quietTime } from './eventually';

const file = serverForFile();
const numbered = (count: number, data: (n: number) => Record<string, unknown> = () => ({})) =>
  Array.from({ length: count }, (_, n) => ({ name: 'go', data: { n, ...data(n) } }));

test('full batches go at once, the rest after its time', async () => {
  const batches: number[][] = [];
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction(
      { id: 'fn', triggers: [{ event: named('go') }], batchEvents: { maxSize: 4, timeout: '3s' } },
      async ({ events, step }) => {
        await step.run('note', () => void batches.push(events.map(({ data }: { data: { n: number } }) => data.n)));
      },
    ),
  ]);
  await app.send(...numbered(10));
  await eventually(() => batches.flat().length === 10, 'all arrived');
  await quietTime();
  expect(batches.flat().sort((a, b) => a - b)).toEqual(numbered(10).map((event) => event.data.n));
  expect(batches.map((batch) => batch.length).sort()).toEqual([2, 4, 4]);
});

test('one event is a batch when its time has come', async () => {
  let at: number | undefined;
  let events: unknown[] = [];
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction(
      { id: 'fn', triggers: [{ event: named('go') }], batchEvents: { maxSize: 100, timeout: '1s' } },
      (context) => {
        events = context.events;
        at = Date.now();
      },
    ),
  ]);
  const sentAt = Date.now();
  await app.send({ name: 'go' });
  expect((await eventually(() => at, 'it ran')) - sentAt).toBeGreaterThanOrEqual(950);
  expect(events).toHaveLength(1);
});

test('batches by key hold one key each', async () => {
  const batches: string[][] = [];
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction(
      {
        id: 'fn',
        triggers: [{ event: named('go') }],
        batchEvents: { maxSize: 3, timeout: '1s', key: 'event.data.seller' },
      },
      ({ events }) => void batches.push(events.map(({ data }: { data: { seller: string } }) => data.seller)),
    ),
  ]);
  await app.send(...numbered(12, (n) => ({ seller: n % 3 === 0 ? 'a' : 'b' })));
  await eventually(() => batches.flat().length === 12, 'all arrived');
  expect(batches.every((batch) => new Set(batch).size === 1 && batch.length <= 3)).toBe(true);
});

test('the failure of a batch names its events', async () => {
  let failed: number | undefined;
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction(
      {
        id: 'fn',
        triggers: [{ event: named('go') }],
        batchEvents: { maxSize: 2, timeout: '5s' },
        retries: 0,
        onFailure: ({ event }) => {
          failed = event.data.event.data.n;
        },
      },
      () => {
        throw new Error('no');
      },
    ),
  ]);
  await app.send(...numbered(2));
  expect([0, 1]).toContain(await eventually(() => failed, 'it failed'));
});
