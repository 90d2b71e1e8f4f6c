import { NonRetriableError, RetryAfterError } from 'inngest';
import { expect, test } from 'vitest';
import { serverForFile } from './apps-for-tests';
import { eventually, quietTime } from './eventually';
import { isEmbedded } from './server-for-tests';

const file = serverForFile();
const SOON = 1_000;

test('a step is tried as often as it may be, then its error is the function’s to catch', async () => {
  const attempts: number[] = [];
  let caught: string | undefined;
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction({ id: 'fn', triggers: [{ event: named('go') }], retries: 2 }, async ({ step, attempt }) => {
      try {
        await step.run('fails', () => {
          attempts.push(attempt);
          throw new RetryAfterError('not today', SOON);
        });
      } catch (error) {
        caught = await step.run('after', () => (error instanceof Error ? error.message : ''));
      }
    }),
  ]);
  await app.send({ name: 'go' });
  expect(await eventually(() => caught, 'it was caught')).toBe('not today');
  expect(attempts).toEqual([0, 1, 2]);
});

test('attempts begin anew with each step', async () => {
  const attempts: string[] = [];
  let ended = false;
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction({ id: 'fn', triggers: [{ event: named('go') }], retries: 1 }, async ({ step, attempt }) => {
      for (const name of ['one', 'two', 'three']) {
        await step.run(name, () => {
          attempts.push(`${name} ${attempt}`);
          if (attempt === 0) throw new RetryAfterError('again', SOON);
        });
      }
      ended = true;
    }),
  ]);
  await app.send({ name: 'go' });
  await eventually(() => ended, 'it ended');
  expect(attempts).toEqual(['one 0', 'one 1', 'two 0', 'two 1', 'three 0', 'three 1']);
});

test('Retry-After is waited for', async () => {
  const at: number[] = [];
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction({ id: 'fn', triggers: [{ event: named('go') }], retries: 2 }, async ({ step }) => {
      await step.run('later', () => {
        at.push(Date.now());
        // A date is exact; seconds are whole ones, and a real server may come back within the last of them.
        if (at.length === 1) throw new RetryAfterError('in 2 s', new Date(Date.now() + 2_000));
        if (at.length === 2) throw new RetryAfterError('in 3 s', 3_000);
      });
    }),
  ]);
  await app.send({ name: 'go' });
  await eventually(() => at.length === 3, 'it came back twice');
  const [first = 0, second = 0, third = 0] = at;
  expect(second - first).toBeGreaterThanOrEqual(isEmbedded ? 1_990 : 1_000);
  expect(third - second).toBeGreaterThanOrEqual(isEmbedded ? 2_990 : 2_000);
});

test('an error that asks for no retry gets none', async () => {
  let attempts = 0;
  let failed: unknown;
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction(
      {
        id: 'fn',
        triggers: [{ event: named('go') }],
        retries: 3,
        onFailure: ({ error }) => {
          failed = error.message;
        },
      },
      async ({ step }) => {
        await step.run('hopeless', () => {
          attempts++;
          throw new NonRetriableError('hopeless');
        });
      },
    ),
  ]);
  await app.send({ name: 'go' });
  expect(await eventually(() => failed, 'it failed')).toBe('hopeless');
  await quietTime();
  expect(attempts).toBe(1);
});

test('onFailure learns of the error and of the event, once, and only of its own function', async () => {
  const failures: unknown[] = [];
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction(
      {
        id: 'bad',
        triggers: [{ event: named('go') }],
        retries: 0,
        onFailure: ({ event, error, step }) =>
          step.run('note', () => {
            const { function_id, event: original } = event.data;
            failures.push({ function_id, name: error.name, message: error.message, data: original.data });
          }),
      },
      () => {
        throw new TypeError('threw outside of a step');
      },
    ),
    inngest.createFunction(
      { id: 'good', triggers: [{ event: named('go') }], onFailure: () => void failures.push('good') },
      () => 'fine',
    ),
  ]);
  await app.send({ name: 'go', data: { n: 5 } });
  await eventually(() => failures.length > 0, 'it failed');
  await quietTime();
  expect(failures).toEqual([
    { function_id: `${app.inngest.id}-bad`, name: 'TypeError', message: 'threw outside of a step', data: { n: 5 } },
  ]);
});

test('what is thrown outside of steps is retried, without doing finished steps again', async () => {
  let steps = 0;
  const attempts: number[] = [];
  let ended = false;
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction({ id: 'fn', triggers: [{ event: named('go') }], retries: 2 }, async ({ step, attempt }) => {
      await step.run('once', () => ++steps);
      attempts.push(attempt);
      if (attempts.length < 3) throw new RetryAfterError('again', SOON);
      ended = true;
    }),
  ]);
  await app.send({ name: 'go' });
  await eventually(() => ended, 'it ended');
  expect(steps).toBe(1);
  expect(attempts).toHaveLength(3);
});

// Inngest's server begins later and ends longer: nothing of ours relies on it.
test.runIf(isEmbedded)('without Retry-After each wait is longer than the one before', async () => {
  const at: number[] = [];
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction({ id: 'fn', triggers: [{ event: named('go') }], retries: 4 }, () => {
      at.push(Date.now());
      throw new Error('again');
    }),
  ]);
  await app.send({ name: 'go' });
  await eventually(() => at.length === 5, 'it was tried again');
  const waits = at.slice(1).map((time, index) => time - (at[index] ?? 0));
  // The engine of the tests begins with 100 ms.
  for (const [index, wait] of waits.entries()) expect(wait).toBeGreaterThanOrEqual(100 * 2 ** index - 10);
});
