import { expect, test } from 'vitest';
import { lostDelay, retryDelay } from './verdict';

test('retries wait twice as long each time, up to ten minutes', () => {
  expect([1, 2, 3, 7, 8, 20].map((retry) => retryDelay(retry, 5_000, 0))).toEqual([
    5_000, 10_000, 20_000, 320_000, 600_000, 600_000,
  ]);
});

test('chance only adds, a tenth at most', () => {
  expect(retryDelay(1, 1_000, 1)).toBe(1_100);
});

test('an app that is away is asked again soon, and never less than every ten seconds', () => {
  expect([1, 2, 3, 10, 1_000].map(lostDelay)).toEqual([250, 500, 1_000, 10_000, 10_000]);
});
