import { expect, test } from 'vitest';
import { describeTally, tallyOfPlaywright, tallyOfVitest, withExitCode } from './tally';

test('counts are read from Vitest’s report', () => {
  const report = { numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1, success: false };
  expect(tallyOfVitest(report)).toEqual({ passed: 7, failed: 1, skipped: 3 });
});

test('counts are read from Playwright’s report, and a flaky test has failed', () => {
  const report = { stats: { expected: 5, unexpected: 1, flaky: 2, skipped: 3, duration: 9 } };
  expect(tallyOfPlaywright(report)).toEqual({ passed: 5, failed: 3, skipped: 3 });
});

test.each([
  ['a report that is none', tallyOfVitest({}), 0],
  ['a run without a test', { passed: 0, failed: 0, skipped: 0 }, 0],
  ['a bad exit code without a failed test', { passed: 9, failed: 0, skipped: 0 }, 1],
])('%s is a failure', (_what, tally, code) => {
  expect(withExitCode(tally, code).failed).toBe(1);
});

test('a run for changes that no test imports is none, but for a bad exit code', () => {
  const nothing = { passed: 0, failed: 0, skipped: 0 };
  expect(withExitCode(nothing, 0, true)).toEqual(nothing);
  expect(withExitCode(nothing, 1, true).failed).toBe(1);
});

test('a good run is left as it is', () => {
  expect(withExitCode({ passed: 9, failed: 0, skipped: 1 }, 0)).toEqual({ passed: 9, failed: 0, skipped: 1 });
  expect(describeTally({ passed: 9, failed: 0, skipped: 1 })).toBe('9 passed, 0 failed, 1 skipped');
});
