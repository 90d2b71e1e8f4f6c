import { expect, test } from 'vitest';
import { RecentCounts } from './recent-counts';

function counter(settings: { toldMs?: number; keptTimes?: number } = {}) {
  let now = 0;
  const asked: string[] = [];
  const counts = new RecentCounts<number>({ keptMs: 5_000, atMost: 2, now: () => now, ...settings });
  const ask = (key: string) => counts.get(key, async () => asked.push(key));
  const pass = (ms: number) => {
    now += ms;
  };
  return { counts, asked, ask, pass };
}

test('an answer is kept for a while, and whoever asks meanwhile waits for the same one', async () => {
  const { asked, ask, pass } = counter();
  expect(await Promise.all([ask('a'), ask('a')])).toEqual([1, 1]);
  pass(4_999);
  expect(await ask('a')).toBe(1);
  pass(1);
  expect(await ask('a')).toBe(2);
  expect(asked).toEqual(['a', 'a']);
});

test('no more answers are remembered than said, the oldest going first', async () => {
  const { asked, ask } = counter();
  for (const key of ['a', 'b', 'c', 'c', 'b', 'a']) await ask(key);
  expect(asked).toEqual(['a', 'b', 'c', 'a']);
});

test('a failure is told to who asked and tried again by the next', async () => {
  const { counts, ask } = counter();
  await expect(counts.get('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await ask('a')).toBe(1);
});

test('an older answer is told while a newer one takes long, which is computed once for all who ask', async () => {
  const { counts, asked, ask, pass } = counter({ toldMs: 60_000 });
  await ask('a');
  pass(59_999);
  let resolve = (_value: number): void => {};
  const slow = new Promise<number>((done) => {
    resolve = done;
  });
  expect(await counts.get('a', () => slow)).toBe(1);
  expect(await ask('a')).toBe(1);
  // It was asked for then: that is how old it is, however long it took.
  pass(3_000);
  resolve(7);
  await slow;
  pass(1_999);
  expect(await ask('a')).toBe(7);
  expect(asked).toEqual(['a']);
  pass(1);
  expect(await ask('a')).toBe(2);
});

test('what is computed at once is not told when it has grown old', async () => {
  const { ask, pass } = counter({ toldMs: 60_000 });
  await ask('a');
  pass(5_000);
  expect(await ask('a')).toBe(2);
});

test('a failure leaves the older answer, which is tried again, until it is too old to be told', async () => {
  const { counts, ask, pass } = counter({ toldMs: 60_000 });
  const fails = () => Promise.reject(new Error('away'));
  await ask('a');
  pass(30_000);
  expect(await counts.get('a', fails)).toBe(1);
  expect(await counts.get('a', fails)).toBe(1);
  pass(30_000);
  await expect(counts.get('a', fails)).rejects.toThrow('away');
  expect(await ask('a')).toBe(2);
});

test('what takes long is kept longer', async () => {
  const { counts, ask, pass } = counter({ keptTimes: 10 });
  const slow = async () => {
    pass(2_000);
    return 7;
  };
  expect(await counts.get('a', slow)).toBe(7);
  pass(17_999);
  expect(await ask('a')).toBe(7);
  pass(1);
  expect(await ask('a')).toBe(1);
  pass(5_000);
  expect(await ask('a')).toBe(2);
});
