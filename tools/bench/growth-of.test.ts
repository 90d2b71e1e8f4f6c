import { expect, test } from 'vitest';
import { growthOf } from './growth-of';

const series = (length: number, at: (n: number) => number) => Array.from({ length }, (_, n) => at(n));

test('what stays the same is flat', () => {
  expect(growthOf(series(90, () => 200))).toEqual({ middle: 200, last: 200, times: 1 });
});

test('what grows while it warms up, and then no more, is flat', () => {
  expect(growthOf(series(90, (n) => Math.min(200, 100 + 5 * n))).times).toBe(1);
});

test('garbage that comes and goes is flat, wherever in its cycle the series ends', () => {
  for (const length of [90, 95, 99, 104]) expect(growthOf(series(length, (n) => 100 + (n % 11) * 10)).times).toBe(1);
});

test('a leak under the same garbage is seen', () => {
  expect(growthOf(series(90, (n) => 100 + n + (n % 11) * 10)).times).toBeGreaterThan(1.15);
});

test('what is given back makes it less than flat', () => {
  expect(growthOf(series(90, (n) => 300 - n)).times).toBeLessThan(1);
});

test('of fewer than three there is nothing to tell', () => {
  expect(growthOf([]).times).toBeNaN();
  expect(growthOf([1, 2]).times).toBeNaN();
  expect(growthOf([1, 2, 3]).times).toBe(1.5);
});
