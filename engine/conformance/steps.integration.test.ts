import { expect, test } from 'vitest';
import { serverForFile } from './apps-for-tests';
import { eventually } from './eventually';
import { isEmbedded } from './server-for-tests';

const file = serverForFile();

test('a step that is done is never done again, and its result comes back', async () => {
  const counts = { one: 0, two: 0, three: 0 };
  let result: unknown;
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction({ id: 'fn', triggers: [{ event: named('go') }] }, async ({ step }) => {
      const one = await step.run('one', () => ({ count: ++counts.one, nothing: null, text: '\u0000é' }));
      await step.sleep('wait', '1s');
      const two = await step.run('two', () => ++counts.two);
      const nothing = await step.run('three', () => void counts.three++);
      await step.sleep('wait again', '1s');
      result = { one, two, nothing };
    }),
  ]);
  await app.send({ name: 'go' });
  await eventually(() => result, 'it ended');
  expect(result).toEqual({ one: { count: 1, nothing: null, text: '\u0000é' }, two: 1, nothing: null });
  expect(counts).toEqual({ one: 1, two: 1, three: 1 });
});

test('the same step id in a loop is a step each time', async () => {
  const ran: number[] = [];
  let total: number | undefined;
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction({ id: 'fn', triggers: [{ event: named('go') }] }, async ({ step }) => {
      let sum = 0;
      for (let i = 0; i < 12; i++) {
        sum += await step.run('add', () => {
          ran.push(i);
          return i;
        });
      }
      total = sum;
    }),
  ]);
  await app.send({ name: 'go' });
  expect(await eventually(() => total, 'it ended')).toBe(66);
  expect(ran).toHaveLength(12);
});

test('a sleep lasts at least as long as it says', async () => {
  const at: { before?: number; between?: number; after?: number } = {};
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction({ id: 'fn', triggers: [{ event: named('go') }] }, async ({ step }) => {
      await step.run('before', () => {
        at.before = Date.now();
      });
      await step.sleep('a while', 2_000);
      await step.run('between', () => {
        at.between = Date.now();
      });
      await step.sleepUntil('a moment', new Date((at.between ?? 0) + 1_500));
      at.after = Date.now();
    }),
  ]);
  await app.send({ name: 'go' });
  await eventually(() => at.after, 'it ended');
  expect((at.between ?? 0) - (at.before ?? 0)).toBeGreaterThanOrEqual(1_990);
  // Inngest's server knows the moment by whole seconds only. Nothing of ours sleeps until one.
  expect((at.after ?? 0) - (at.between ?? 0)).toBeGreaterThanOrEqual(isEmbedded ? 1_490 : 490);
});

test('a step sends events once, which start others', async () => {
  const seen: number[] = [];
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction({ id: 'first', triggers: [{ event: named('go') }] }, async ({ step }) => {
      await step.sendEvent(
        'fan-out',
        [1, 2, 3].map((n) => ({ name: named('next'), data: { n } })),
      );
      await step.sleep('so that it is called again', '1s');
      await step.sendEvent('end', { name: named('next'), data: { n: 4 } });
    }),
    inngest.createFunction(
      { id: 'second', triggers: [{ event: named('next') }] },
      ({ event }) => void seen.push(event.data.n),
    ),
  ]);
  await app.send({ name: 'go' });
  await eventually(() => seen.includes(4), 'the last arrived');
  expect(seen.sort()).toEqual([1, 2, 3, 4]);
});

test('a run that lasts longer than one call may is carried on by the next', { timeout: 60_000 }, async () => {
  const counts: Record<string, number> = {};
  let ended = false;
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction(
      // The SDK stops going from step to step in one call after this time.
      { id: 'fn', triggers: [{ event: named('go') }], checkpointing: { maxRuntime: 300 } },
      async ({ step }) => {
        for (let i = 0; i < 6; i++) {
          await step.run(`step-${i}`, async () => {
            counts[i] = (counts[i] ?? 0) + 1;
            await new Promise((resolve) => setTimeout(resolve, 120));
          });
        }
        ended = true;
      },
    ),
  ]);
  await app.send({ name: 'go' });
  await eventually(() => ended, 'it ended');
  expect(Object.values(counts)).toEqual([1, 1, 1, 1, 1, 1]);
});

test('without checkpoints it works just as well', async () => {
  const counts = { one: 0, two: 0 };
  let result: number | undefined;
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction({ id: 'fn', triggers: [{ event: named('go') }], checkpointing: false }, async ({ step }) => {
      await step.run('one', () => ++counts.one);
      const two = await step.run('two', () => ++counts.two);
      result = two;
    }),
  ]);
  await app.send({ name: 'go' });
  expect(await eventually(() => result, 'it ended')).toBe(1);
  expect(counts).toEqual({ one: 1, two: 1 });
});
