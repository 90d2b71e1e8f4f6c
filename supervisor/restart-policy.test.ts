import { expect, test } from 'vitest';
import { RestartPolicy } from './restart-policy';

const settings = {
  ...{ firstWaitMs: 100, longestWaitMs: 300, wellAfterMs: 1000, mostQuickCrashes: 4, retryGivenUpMs: 5000 },
  ...{ askEveryMs: 100, answerWithinMs: 100, mostMissedAnswers: 3 },
};

test('waits longer from crash to crash, up to a bound, then gives up', () => {
  const policy = new RestartPolicy(settings);
  expect([1, 1, 1, 1].map((livedMs) => policy.afterCrash(livedMs))).toEqual([100, 200, 300, 'give up']);
});

test('a process that had been well for a while starts over', () => {
  const policy = new RestartPolicy(settings);
  expect([1, 1, 5000, 1].map((livedMs) => policy.afterCrash(livedMs))).toEqual([100, 200, 100, 200]);
});

test('one that crashes now and then is never given up', () => {
  const policy = new RestartPolicy(settings);
  expect(Array.from({ length: 50 }, () => policy.afterCrash(1000))).toEqual(Array.from({ length: 50 }, () => 100));
});

test('one that was given up stays so until it has been well again', () => {
  const policy = new RestartPolicy(settings);
  const waits = [1, 1, 1, 1, 1, 5000, 1].map((livedMs) => policy.afterCrash(livedMs));
  expect(waits).toEqual([100, 200, 300, 'give up', 'give up', 100, 200]);
});
