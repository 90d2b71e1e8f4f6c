import path from 'node:path';

export interface Step {
  name: string;
  what: string;
  /** A package's script, run by this Node, and its arguments. */
  command: string[];
  /** Where counts come from; without it the step counts as one test. */
  report?: 'vitest' | 'playwright';
  /** No test at all is no failure. */
  mayBeEmpty?: boolean;
  /** Run beside the others, out of their way: what those leave of the machine is enough. */
  beside?: boolean;
}

const inPackage = (name: string, file: string) => path.join('node_modules', name, file);
const vitest = (...options: string[]) => [inPackage('vitest', 'vitest.mjs'), 'run', ...options];

const TYPES: Step = {
  name: 'types',
  what: 'TypeScript',
  command: [inPackage('typescript', 'bin/tsc'), '--noEmit', '-p', 'tsconfig.json'],
};
const LINT: Step = { name: 'lint', what: 'Biome', command: [inPackage('@biomejs/biome', 'bin/biome'), 'check', '.'] };

/** Two queues: what finds most for its time and what a browser waits for, and beside it what needs nothing of it. */
export const STEPS: Step[] = [
  TYPES,
  LINT,
  { name: 'build', what: 'production build', command: ['--import', 'tsx', 'tools/build.ts'] },
  {
    name: 'browser',
    what: 'browser tests',
    command: [inPackage('@playwright/test', 'cli.js'), 'test', '--config=playwright.whole.config.ts'],
    report: 'playwright',
  },
  {
    name: 'boundaries',
    what: 'who may import whom',
    command: ['--import', 'tsx', 'tools/boundaries/main.ts'],
    beside: true,
  },
  { name: 'unused', what: 'knip', command: [inPackage('knip', 'bin/knip.js')], beside: true },
  { name: 'unit', what: 'unit tests', command: vitest('--project', 'unit*'), report: 'vitest', beside: true },
  {
    name: 'integration',
    what: 'contract and integration tests',
    command: vitest('--project', 'integration*'),
    report: 'vitest',
    beside: true,
  },
  {
    name: 'engine',
    what: 'what the engine must do, mostly waiting',
    command: vitest('--project', 'engine'),
    report: 'vitest',
    beside: true,
  },
];

/** For the loop while working: what says most about a change in well under a minute. `since`: a commit. */
export function stepsForChanges(since: string): Step[] {
  const projects = ['unit*', 'integration', 'integration-apart', 'engine'].flatMap((name) => ['--project', name]);
  return [
    TYPES,
    LINT,
    {
      name: 'related',
      what: `tests that import what changed since ${since}`,
      command: vitest(...projects, '--changed', since),
      report: 'vitest',
      mayBeEmpty: true,
    },
  ];
}
