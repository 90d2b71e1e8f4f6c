import { expect, test } from 'vitest';
import { serverForFile } from './apps-for-tests';
import { eventually, quietTime } from './eventually';
import { isEmbedded } from './server-for-tests';

const file = serverForFile();

test('an event starts every function that it triggers, and no other', async () => {
  const calls: string[] = [];
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction({ id: 'one', triggers: [{ event: named('go') }] }, () => void calls.push('one')),
    inngest.createFunction({ id: 'two', triggers: [{ event: named('go') }, { event: named('also') }] }, () => {
      calls.push('two');
    }),
    inngest.createFunction({ id: 'other', triggers: [{ event: named('other') }] }, () => void calls.push('other')),
  ]);
  await app.send({ name: 'go' });
  await eventually(() => calls.length === 2, 'both ran');
  await app.send({ name: 'go' }, { name: 'also' });
  await eventually(() => calls.length === 5, 'all ran');
  await quietTime();
  expect(calls.sort()).toEqual(['one', 'one', 'two', 'two', 'two']);
});

test('an event arrives as it was sent, whatever is in it', async () => {
  const data = {
    text: 'Kitenge – “bora” 👗 \u0000 \u2028 </script>',
    nested: { list: [1, 2.5, -0.1, 1e21, null, true, { deep: [] }], empty: {} },
    ключ: 'in order of code units',
  };
  await arrivesAsSent(data);
});

// SDK and server of 1.43 sign these in two ways, so that the call is refused. Our events carry ids alone.
test.runIf(isEmbedded)('so do names that JSON moves about, or that JavaScript takes for its own', async () => {
  await arrivesAsSent({
    '10': 'integer-like keys',
    '9': 'change places',
    toJSON: { b: 1, a: 2 },
  });
});

async function arrivesAsSent(data: Record<string, unknown>): Promise<void> {
  const seen: unknown[] = [];
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction({ id: 'fn', triggers: [{ event: named('go') }] }, ({ event }) => void seen.push(event)),
  ]);
  const { ids } = await app.send({ name: 'go', data });
  const [event] = await eventually(() => seen.length > 0 && seen, 'it ran');
  expect(event).toMatchObject({ name: app.named('go'), data, ts: expect.any(Number), id: expect.any(String) });
  expect(ids).toHaveLength(1);
}

test('an event that was sent before, by its id, starts nothing again', async () => {
  const seen: unknown[] = [];
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction(
      { id: 'fn', triggers: [{ event: named('go') }] },
      ({ event }) => void seen.push(event.data.n),
    ),
  ]);
  const id = `${app.named('go')}-once`;
  await app.send({ name: 'go', id, data: { n: 1 } });
  await eventually(() => seen.length === 1, 'it ran');
  await app.send({ name: 'go', id, data: { n: 1 } }, { name: 'go', data: { n: 2 } });
  await eventually(() => seen.length === 2, 'the other ran');
  await quietTime();
  expect(seen).toEqual([1, 2]);
});

test('hundreds of events sent at once all arrive once', async () => {
  const seen = new Map<number, number>();
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction({ id: 'fn', triggers: [{ event: named('go') }], concurrency: 20 }, ({ event }) => {
      seen.set(event.data.n, (seen.get(event.data.n) ?? 0) + 1);
    }),
  ]);
  const { ids } = await app.send(...Array.from({ length: 400 }, (_, n) => ({ name: 'go', data: { n } })));
  expect(new Set(ids).size).toBe(400);
  await eventually(
    () => seen.size === 400,
    () => `all ran, ${seen.size} did`,
  );
  expect([...seen.values()].every((count) => count === 1)).toBe(true);
});

test('an event of a megabyte and a step output of three arrive whole', async () => {
  const big = 'x'.repeat(1_000_000);
  let seen: number[] | undefined;
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction({ id: 'fn', triggers: [{ event: named('go') }] }, async ({ event, step }) => {
      const output = await step.run('big', () => big.repeat(3));
      await step.sleep('so that it is read back', '1s');
      seen = [event.data.big.length, output.length];
    }),
  ]);
  await app.send({ name: 'go', data: { big } });
  expect(await eventually(() => seen, 'it ran')).toEqual([1_000_000, 3_000_000]);
});

test('an event that is too large is refused', async () => {
  const app = await file.startApp((inngest, named) => [
    inngest.createFunction({ id: 'fn', triggers: [{ event: named('go') }] }, () => {}),
  ]);
  const { baseUrl, eventKey } = file.server;
  const answer = await fetch(new URL(`/e/${eventKey}`, baseUrl), {
    method: 'POST',
    body: JSON.stringify({ name: app.named('go'), data: { big: 'x'.repeat(4 * 1024 * 1024) } }),
  });
  expect(answer.status).toBeGreaterThanOrEqual(400);
});
