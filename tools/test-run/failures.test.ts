import path from 'node:path';
import { expect, test } from 'vitest';
import { describeFailure, failuresOfPlaywright, failuresOfVitest } from './failures';

test('Vitest’s failed tests are named with their file, and say why without colours', () => {
  const report = {
    testResults: [
      {
        name: path.resolve('lib/a.test.ts'),
        status: 'failed',
        message: '',
        assertionResults: [
          { fullName: 'prices are read', status: 'passed', failureMessages: [] },
          {
            fullName: 'prices are written',
            status: 'failed',
            failureMessages: ['\u001b[31mexpected 1\u001b[39m\nto be 2'],
          },
        ],
      },
      { name: path.resolve('lib/b.test.ts'), status: 'passed', message: '', assertionResults: [] },
    ],
  };
  expect(failuresOfVitest(report)).toEqual([
    { test: 'lib/a.test.ts › prices are written', why: 'expected 1\nto be 2' },
  ]);
});

test('a file of Vitest’s that cannot be loaded is a failure', () => {
  const report = {
    testResults: [
      { name: path.resolve('lib/a.test.ts'), status: 'failed', message: 'Cannot find module', assertionResults: [] },
    ],
  };
  expect(failuresOfVitest(report)).toEqual([{ test: 'lib/a.test.ts', why: 'Cannot find module' }]);
});

test('Playwright’s failed and flaky tests are found however deep they lie', () => {
  const spec = (title: string, status: string) => ({
    title,
    file: 'search.spec.ts',
    line: 7,
    tests: [{ projectName: 'phone', status, results: [{ errors: [{ message: `${title} went wrong` }] }] }],
  });
  const report = {
    errors: [],
    suites: [
      {
        title: 'search.spec.ts',
        specs: [spec('finds', 'expected'), spec('sorts', 'unexpected')],
        suites: [{ title: 'words', specs: [spec('refines', 'flaky')] }],
      },
    ],
  };
  expect(failuresOfPlaywright(report)).toEqual([
    { test: 'search.spec.ts:7 › sorts (phone)', why: 'sorts went wrong' },
    { test: 'search.spec.ts:7 › refines (phone)', why: 'refines went wrong' },
  ]);
});

test('a system that did not start is a failure', () => {
  expect(failuresOfPlaywright({ suites: [], errors: [{ message: 'no port' }] })).toEqual([
    { test: 'outside of the tests', why: 'no port' },
  ]);
});

test('a report that is none names nothing', () => {
  expect([failuresOfVitest(null), failuresOfPlaywright({ stats: {} })]).toEqual([[], []]);
});

test('only the beginning of a long reason is told, set in under the test', () => {
  const message = Array.from({ length: 100 }, (_, line) => `line ${line}`).join('\n');
  const [failure] = failuresOfPlaywright({ suites: [], errors: [{ message }] });
  const lines = describeFailure(failure ?? { test: '', why: '' }).split('\n');
  expect(lines).toHaveLength(21);
  expect(lines.slice(0, 2)).toEqual(['✗ outside of the tests', '    line 0']);
});
