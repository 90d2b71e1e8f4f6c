import { expect, test } from 'vitest';
import { isChosen } from './is-chosen';

const key = new Uint8Array(32).fill(7);
const contents = Array.from({ length: 2_000 }, (_, at) => ({ productId: `${at}`, contentHash: 'a' }));
const chosen = (percent: number, by = key) => contents.filter((content) => isChosen(content, percent, by));

test('none of 0 %, all of 100 %', () => {
  expect(chosen(0)).toEqual([]);
  expect(chosen(100)).toEqual(contents);
});

test('about the share that is asked for', () => {
  // 200 of 2,000, give or take four deviations (13).
  expect(Math.abs(chosen(10).length - 200)).toBeLessThan(54);
});

test('the same ones each time; a larger share holds the smaller one', () => {
  expect(chosen(10)).toEqual(chosen(10));
  const larger = new Set(chosen(30));
  expect(chosen(10).filter((content) => !larger.has(content))).toEqual([]);
});

test('others by another key, and for another content', () => {
  expect(chosen(10, new Uint8Array(32).fill(8))).not.toEqual(chosen(10));
  const changed = contents.filter(({ productId }) => isChosen({ productId, contentHash: 'b' }, 10, key));
  expect(changed.map(({ productId }) => productId)).not.toEqual(chosen(10).map(({ productId }) => productId));
});
