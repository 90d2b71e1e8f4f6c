import { expect, test } from 'vitest';
import type { Operation } from '../protocol/operation';
import { type CallFacts, judge, lostDelay, retryDelay } from './verdict';

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

const facts = { attempt: 2, maxAttempts: 4, lostCalls: 0, progressed: false, retryBaseMs: 1_000 };
const judged = (operations: Operation[], more: Partial<CallFacts> = {}) =>
  judge({ kind: 'operations', operations, noRetry: false, retryAt: undefined }, { ...facts, ...more }, 5_000);
const planned: Operation = { kind: 'planned' };
const sleep: Operation = { kind: 'sleep', stepId: 'sleep', until: 9_000 };
const ended: Operation = { kind: 'ended', step: { id: 'a', failed: false, output: '1' } };

test('a sleep is a step that has ended when the run is called again', () => {
  expect(judged([sleep])).toEqual({
    ...{ kind: 'continue', at: 9_000, attempt: 0, lostCalls: 0 },
    steps: [{ id: 'sleep', failed: false, output: 'null' }],
  });
});

test('a step that is named after others ended is for the next call, at once', () => {
  expect(judged([planned], { progressed: true })).toMatchObject({ kind: 'continue', at: 5_000, steps: [] });
  expect(judged([ended, planned])).toMatchObject({ kind: 'continue', at: 5_000, steps: [{ id: 'a' }] });
});

test.each([[[planned]], [[planned, planned]], [[planned, sleep]], [[sleep, sleep]], [[ended, planned, planned]]])(
  'parallel steps are refused, which is no matter of another attempt: %j',
  (operations) => {
    expect(judged(operations)).toMatchObject({ kind: 'failed', error: expect.stringContaining('parallel steps') });
  },
);
