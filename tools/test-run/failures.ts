import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';

/** A failed test as a person looks for it, and the beginning of what it said. */
export interface Failure {
  test: string;
  why: string;
}

/** Enough for an assertion with its expected and received; the whole stands where the step's output is. */
const LINES_OF_WHY = 20;

const vitestSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string().default(''),
      status: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});

/** From Vitest's JSON report; a file that could not be loaded is one failure. None when it is no such report. */
export function failuresOfVitest(report: unknown): Failure[] {
  const parsed = vitestSchema.safeParse(report);
  if (!parsed.success) return [];
  return parsed.data.testResults.flatMap(({ name, message, status, assertionResults }) => {
    const file = path.relative(process.cwd(), name);
    const failed = assertionResults.filter((one) => one.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [{ test: file, why: begin(message) }] : [];
    return failed.map(({ fullName, failureMessages }) => ({
      test: `${file} › ${fullName}`,
      why: begin((failureMessages ?? []).join('\n')),
    }));
  });
}

const specSchema = z.object({
  title: z.string(),
  file: z.string(),
  line: z.number(),
  tests: z.array(
    z.object({
      projectName: z.string(),
      status: z.string(),
      results: z.array(z.object({ errors: z.array(z.object({ message: z.string().default('') })).default([]) })),
    }),
  ),
});

interface Suite {
  title: string;
  specs?: z.infer<typeof specSchema>[] | undefined;
  suites?: Suite[] | undefined;
}

const suiteSchema: z.ZodType<Suite> = z.object({
  title: z.string(),
  specs: z.array(specSchema).optional(),
  suites: z.array(z.lazy(() => suiteSchema)).optional(),
});

const playwrightSchema = z.object({
  suites: z.array(suiteSchema),
  errors: z.array(z.object({ message: z.string().default('') })).default([]),
});

/** From Playwright's JSON report; what went wrong outside of tests (the system did not start) comes first. */
export function failuresOfPlaywright(report: unknown): Failure[] {
  const parsed = playwrightSchema.safeParse(report);
  if (!parsed.success) return [];
  const outside = parsed.data.errors.map(({ message }) => ({ test: 'outside of the tests', why: begin(message) }));
  return [...outside, ...parsed.data.suites.flatMap(failuresOfSuite)];
}

function failuresOfSuite({ specs = [], suites = [] }: Suite): Failure[] {
  const own = specs.flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ projectName, results }) => ({
        test: `${file}:${line} › ${title} (${projectName})`,
        why: begin(results.flatMap(({ errors }) => errors.map(({ message }) => message)).join('\n')),
      })),
  );
  return [...own, ...suites.flatMap(failuresOfSuite)];
}

export function describeFailure({ test, why }: Failure): string {
  return [`✗ ${test}`, ...why.split('\n').filter(Boolean)].join('\n    ');
}

function begin(text: string): string {
  return stripVTControlCharacters(text).split('\n').slice(0, LINES_OF_WHY).join('\n').trim();
}
