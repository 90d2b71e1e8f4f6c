import { expect, test } from 'vitest';
import type { FunctionDefinition } from '../protocol/function-definition';
import type { Job } from '../store/jobs';
import { FunctionQueue } from './function-queue';

const plain: FunctionDefinition = {
  id: 'app-fn',
  triggers: [],
  maxAttempts: 4,
  concurrency: { all: 64, byKey: null },
  throttle: null,
  batch: null,
};

const job = (runId: string, more: Partial<Job> = {}): Job => ({
  runId,
  concurrencyKey: '',
  started: false,
  ...more,
});

const takeAll = (queue: FunctionQueue, now = 0) => {
  const taken: Job[] = [];
  for (let next = queue.take(now); next; next = queue.take(now)) taken.push(next);
  return taken;
};
const ids = (jobs: Job[]) => jobs.map(({ runId }) => runId);

test('holds the limit, and gives the place of an ended call to the next', () => {
  const queue = new FunctionQueue({ ...plain, concurrency: { all: 2, byKey: null } });
  for (const id of ['a', 'b', 'c']) queue.add(job(id));
  const [first, second, ...none] = takeAll(queue);
  expect([first?.runId, second?.runId, none.length]).toEqual(['a', 'b', 0]);
  if (first) queue.done(first);
  expect(ids(takeAll(queue))).toEqual(['c']);
});

test('a full key lets other keys pass', () => {
  const queue = new FunctionQueue({ ...plain, concurrency: { all: 64, byKey: { limit: 1, key: 'event.data.k' } } });
  for (const [id, key] of [
    ['a', 'x'],
    ['b', 'x'],
    ['c', 'y'],
  ] as const)
    queue.add(job(id, { concurrencyKey: `${key}` }));
  expect(ids(takeAll(queue))).toEqual(['a', 'c']);
});

test('started runs go before new ones', () => {
  const queue = new FunctionQueue(plain);
  queue.add(job('new'));
  queue.add(job('resumed', { started: true }));
  expect(ids(takeAll(queue))).toEqual(['resumed', 'new']);
});

test('the throttle holds back new runs only, and says until when', () => {
  const queue = new FunctionQueue({ ...plain, throttle: { limit: 1, periodMs: 1_000, burst: 1 } });
  for (const id of ['a', 'b', 'c']) queue.add(job(id));
  queue.add(job('resumed', { started: true }));
  expect(ids(takeAll(queue, 5_000))).toEqual(['resumed', 'a', 'b']);
  expect(queue.throttledUntil).toBe(6_000);
  expect(ids(takeAll(queue, 6_000))).toEqual(['c']);
});

test('a job is known once, until it is done; one given back keeps its turn', () => {
  const queue = new FunctionQueue({ ...plain, concurrency: { all: 1, byKey: null } });
  for (const id of ['a', 'a', 'b']) queue.add(job(id));
  const [taken] = takeAll(queue);
  queue.add(job('a'));
  if (taken) queue.giveBack(taken);
  const [again] = takeAll(queue);
  expect(again?.runId).toBe('a');
  if (again) queue.done(again);
  expect(ids(takeAll(queue))).toEqual(['b']);
});

test('holds a bounded window and asks for more when it runs low', () => {
  const queue = new FunctionQueue(plain);
  const { limit } = queue.beginFilling();
  queue.fill(
    Array.from({ length: limit }, (_, i) => job(`${i}`)),
    limit,
  );
  expect(queue.needsFilling).toBe(false);
  queue.add(job('one too many'));
  for (let round = 0; round < limit; round++) for (const taken of takeAll(queue)) queue.done(taken);
  expect(queue.needsFilling).toBe(true);
  queue.fill([], queue.beginFilling().limit);
  expect(queue.needsFilling).toBe(false);
});

test('keys take turns, however many jobs one of them has and however early they came', () => {
  const queue = new FunctionQueue({
    ...plain,
    concurrency: { all: 1, byKey: { limit: 1, key: 'event.data.k' } },
  });
  const add = (id: string, key: string) => queue.add(job(id, { concurrencyKey: key }));
  for (const id of ['a1', 'a2', 'a3', 'a4']) add(id, 'a');
  for (const id of ['b1', 'b2', 'b3']) add(id, 'b');
  const order: string[] = [];
  for (let next = queue.take(0); next; next = queue.take(0)) {
    order.push(next.runId);
    if (order.length === 3) add('c1', 'c');
    queue.done(next);
  }
  expect(order).toEqual(['a1', 'b1', 'a2', 'c1', 'b2', 'a3', 'b3', 'a4']);
});

test('one key’s flood leaves room in the window for the others', () => {
  const queue = new FunctionQueue({ ...plain, concurrency: { all: 64, byKey: { limit: 1, key: 'event.data.k' } } });
  const { limit } = queue.beginFilling();
  queue.fill(
    Array.from({ length: limit }, (_, i) => job(`flood${i}`, { concurrencyKey: 'flood' })),
    limit,
  );
  expect(queue.needsFilling).toBe(true);
  expect(queue.beginFilling().fullKeys).toEqual(['flood']);
  queue.fill([job('other', { concurrencyKey: 'other' })], limit);
  expect(queue.needsFilling).toBe(false);
  expect(ids(takeAll(queue))).toEqual(['flood0', 'other']);
});

test('a key that comes while ten others have much waiting is seen at once', () => {
  const queue = new FunctionQueue({ ...plain, concurrency: { all: 64, byKey: { limit: 1, key: 'event.data.k' } } });
  const busy = Array.from({ length: 10 }, (_, key) =>
    Array.from({ length: 40 }, (_, i) => job(`${key}/${i}`, { concurrencyKey: `${key}` })),
  ).flat();
  queue.fill(busy, queue.beginFilling().limit);
  takeAll(queue);
  queue.fill([], queue.beginFilling().limit);
  queue.hasMore = true;
  expect(queue.needsFilling).toBe(true);
  queue.fill([job('new', { concurrencyKey: 'new' })], queue.beginFilling().limit);
  expect(ids(takeAll(queue))).toEqual(['new']);
});

test.each([30, 100, 400])(
  'however many keys (%i) have much waiting, one that comes has its turn once the others have had one',
  (keys) => {
    const queue = new FunctionQueue({
      ...plain,
      concurrency: { all: 4, byKey: { limit: 3, key: 'event.data.k' } },
    });
    const keyed = (id: string, key: string) => job(id, { concurrencyKey: key });
    // As the database has them, the oldest first.
    let stored = Array.from({ length: 8_000 }, (_, i) => keyed(`${i}`, `${i % keys}`));
    const fill = () => {
      const { limit, fullKeys } = queue.beginFilling();
      const full = new Set(fullKeys);
      const found = stored.filter(({ concurrencyKey }) => !full.has(concurrencyKey));
      queue.fill(found.slice(0, limit), limit);
    };
    const running: Job[] = [];
    const end = () => {
      const ended = running.shift();
      if (ended) queue.done(ended);
      stored = stored.filter((one) => one.runId !== ended?.runId);
      for (let look = 0; look < 3 && queue.needsFilling; look++) fill();
      running.push(...takeAll(queue));
    };
    for (let ends = 0; ends < 50; ends++) end();
    stored.push(keyed('new', 'new'));
    queue.hasMore = true;
    let ends = 0;
    for (; !ids(running).includes('new') && ends < stored.length; ends++) end();
    expect(ends).toBeLessThanOrEqual(keys);
  },
);

test('what was just stored needs no look into the database, unless others wait there before it', () => {
  const queue = new FunctionQueue({ ...plain, concurrency: { all: 64, byKey: { limit: 1, key: 'event.data.k' } } });
  const offered = job('offered', { concurrencyKey: 'a' });
  queue.offer([offered]);
  expect(takeAll(queue)).toEqual([]);
  queue.fill([], queue.beginFilling().limit);
  queue.offer([offered]);
  expect(ids(takeAll(queue))).toEqual(['offered']);
  queue.done(offered);
  expect(queue.needsFilling).toBe(false);
});
