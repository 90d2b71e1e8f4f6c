import { z } from 'zod';

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

export const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0 };

export function addTallies(one: Tally, other: Tally): Tally {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}

export function describeTally({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** A tool that checks one thing counts as one test. */
export function tallyOfExitCode(code: number | null): Tally {
  return code === 0 ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1 };
}

const vitestSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});

const playwrightSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

/** Counts from Vitest's JSON report; undefined when it is none. */
export function tallyOfVitest(report: unknown): Tally | undefined {
  const parsed = vitestSchema.safeParse(report);
  if (!parsed.success) return undefined;
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = parsed.data;
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}

/** Counts from Playwright's JSON report; a test that passed only at a second try has failed once. */
export function tallyOfPlaywright(report: unknown): Tally | undefined {
  const parsed = playwrightSchema.safeParse(report);
  if (!parsed.success) return undefined;
  const { expected, unexpected, flaky, skipped } = parsed.data.stats;
  return { passed: expected, failed: unexpected + flaky, skipped };
}

/** A runner that failed without a failed test (a file cannot be loaded, an error between tests) still has failed. */
export function withExitCode(tally: Tally | undefined, code: number | null, mayBeEmpty = false): Tally {
  if (tally === undefined) return { ...NOTHING, failed: 1 };
  const isEmpty = tally.passed + tally.failed + tally.skipped === 0;
  if (isEmpty && !mayBeEmpty) return { ...NOTHING, failed: 1 };
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
