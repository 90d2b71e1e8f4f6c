import { expect, test } from 'vitest';
import { formBatches } from './batcher';

const batch = { maxSize: 3, timeoutMs: 1_000, key: null };
const waiting = (count: number, at = 0, key = '') =>
  Array.from({ length: count }, (_, place) => ({ batch_key: key, added_at: new Date(at), place }));
const sizes = (result: { batches: unknown[][] }) => result.batches.map(({ length }) => length);

test('full batches go at once, the rest when its oldest has waited', () => {
  const items = waiting(7, 5_000);
  const early = formBatches(items, batch, 5_500);
  expect(sizes(early)).toEqual([3, 3]);
  expect(early.nextAt).toBe(6_000);
  expect(sizes(formBatches(items, batch, 6_000))).toEqual([3, 3, 1]);
});

test('keys are batched apart', () => {
  const result = formBatches([...waiting(2, 0, 'a'), ...waiting(4, 200, 'b')], batch, 500);
  expect(result.batches.map(([first]) => first?.batch_key)).toEqual(['b']);
  expect(result.nextAt).toBe(1_000);
});

test('nothing waits: nothing to do', () => {
  expect(formBatches([], batch, 0)).toEqual({ batches: [], nextAt: undefined });
});
