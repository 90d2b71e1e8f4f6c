import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { serverForFile } from './apps-for-tests';
import { eventually, quietTime } from './eventually';

const file = serverForFile();

/** Counts how many are inside at once, by group. */
function gauge() {
  const inside = new Map<string, number>();
  const most = new Map<string, number>();
  let done = 0;
  return {
    most,
    done: () => done,
    async hold(group: string, ms: number) {
      const now = (inside.get(group) ?? 0) + 1;
      inside.set(group, now);
      most.set(group, Math.max(most.get(group) ?? 0, now));
      await sleep(ms);
      inside.set(group, (inside.get(group) ?? 1) - 1);
      done++;
    },
  };
}

const numbered = (count: number, data: (n: number) => Record<string, unknown> = () => ({})) =>
  Array.from({ length: count }, (_, n) => ({ name: 'go', data: { n, ...data(n) } }));

test('never more at once than the limit, and more than one', async () => {
  const held = gauge();
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction({ id: 'fn', triggers: [{ event: named('go') }], concurrency: 3 }, async ({ step }) => {
      await step.run('hold', () => held.hold('all', 60));
    }),
  ]);
  await app.send(...numbered(20));
  await eventually(
    () => held.done() === 20,
    () => `all ran, ${held.done()} did`,
  );
  expect(held.most.get('all')).toBe(3);
});

test('a limit by key holds for each key, and a busy key holds up no other', async () => {
  const held = gauge();
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction(
      {
        id: 'fn',
        triggers: [{ event: named('go') }],
        concurrency: [{ limit: 6 }, { limit: 1, key: 'event.data.seller' }],
      },
      async ({ event, step }) => {
        await step.run('hold', async () => {
          if (event.data.seller === 'slow') await gate;
          await held.hold(event.data.seller, 20);
        });
      },
    ),
  ]);
  await app.send(...numbered(10, () => ({ seller: 'slow' })), ...numbered(12, (n) => ({ seller: `s${n % 3}` })));
  await eventually(() => held.done() >= 12, 'the other sellers’ ran while one was held');
  letGo();
  await eventually(() => held.done() === 22, 'all ran');
  expect([...held.most.values()]).toEqual([1, 1, 1, 1]);
});

test('keys take turns: one that comes last is not behind all that the others have waiting', async () => {
  const order: string[] = [];
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction(
      {
        id: 'fn',
        triggers: [{ event: named('go') }],
        concurrency: [{ limit: 2 }, { limit: 1, key: 'event.data.client' }],
      },
      async ({ event, step }) => {
        await step.run('visit', () => {
          order.push(event.data.client);
          return sleep(30);
        });
      },
    ),
  ]);
  for (const client of ['a', 'b', 'c']) await app.send(...numbered(100, () => ({ client })));
  await eventually(() => order.length >= 6, 'the first ones ran');
  await app.send(...numbered(1, () => ({ client: 'late' })));
  const sentAfter = order.length;
  await eventually(() => order.includes('late'), 'the late one ran');
  expect(order.indexOf('late') - sentAfter).toBeLessThanOrEqual(5);
});

test('a function at its limit holds up no other function', async () => {
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let held = 0;
  let other = 0;
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction({ id: 'held', triggers: [{ event: named('go') }], concurrency: 1 }, async () => {
      await gate;
      held++;
    }),
    inngest.createFunction({ id: 'other', triggers: [{ event: named('go') }], concurrency: 1 }, () => void other++),
  ]);
  await app.send(...numbered(30));
  await eventually(() => other === 30, 'the other function ran');
  expect(held).toBe(0);
  letGo();
  await eventually(() => held === 30, 'the held one ran');
});

test('a throttle delays and drops nothing', async () => {
  const at: number[] = [];
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction(
      { id: 'fn', triggers: [{ event: named('go') }], throttle: { limit: 5, period: '1s', burst: 2 } },
      () => void at.push(Date.now()),
    ),
  ]);
  await app.send(...numbered(15));
  await eventually(
    () => at.length === 15,
    () => `all ran, ${at.length} did`,
  );
  await quietTime();
  expect(at).toHaveLength(15);
  // 15 starts, 5 + 2 of them at once, the others 200 ms apart: at least 1.6 s, whatever the machine does.
  expect(Math.max(...at) - Math.min(...at)).toBeGreaterThanOrEqual(1_400);
});
