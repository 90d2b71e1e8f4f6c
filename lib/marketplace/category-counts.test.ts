import { expect, test } from 'vitest';
import { RecentCounts } from './category-counts';

function counter() {
  let now = 0;
  const asked: string[] = [];
  const counts = new RecentCounts<number>({ keptMs: 5_000, atMost: 2, now: () => now });
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
