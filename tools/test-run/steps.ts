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
  /** Steps of one queue run one after another, queues beside each other; all but the first out of its way. */
  queue: 'front' | 'code';
}

const inPackage = (name: string, file: string) => path.join('node_modules', name, file);
const vitest = (...options: string[]) => [inPackage('vitest', 'vitest.mjs'), 'run', ...options];

const TYPES: Step = {
  name: 'types',
  queue: 'front',
  what: 'TypeScript',
  command: [inPackage('typescript', 'bin/tsc'), '--noEmit', '-p', 'tsconfig.json'],
};
const LINT: Step = {
  name: 'lint',
  queue: 'front',
  what: 'Biome',
  command: [inPackage('@biomejs/biome', 'bin/biome'), 'check', '.'],
};

/**
 * In front what finds most for its time, and what needs the machine: browsers, then processes that are started, killed
 * and waited for. Beside them, out of their way, what tests code.
 */
export const STEPS: Step[] = [
  TYPES,
  LINT,
  { name: 'build', queue: 'front', what: 'production build', command: ['--import', 'tsx', 'tools/build.ts'] },
  {
    name: 'browser',
    queue: 'front',
    what: 'browser tests',
    command: [inPackage('@playwright/test', 'cli.js'), 'test', '--config=playwright.whole.config.ts'],
    report: 'playwright',
  },
  {
    name: 'integration',
    queue: 'front',
    what: 'contract and integration tests',
    command: vitest('--project', 'integration*'),
    report: 'vitest',
  },
  {
    name: 'boundaries',
    queue: 'code',
    what: 'who may import whom',
    command: ['--import', 'tsx', 'tools/boundaries/main.ts'],
  },
  { name: 'unused', queue: 'code', what: 'knip', command: [inPackage('knip', 'bin/knip.js')] },
  { name: 'unit', queue: 'code', what: 'unit tests', command: vitest('--project', 'unit*'), report: 'vitest' },
  {
    name: 'engine',
    queue: 'code',
    what: 'what the engine must do, mostly waiting',
    command: vitest('--project', 'engine'),
    report: 'vitest',
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
      queue: 'front',
      what: `tests that import what changed since ${since}`,
      command: vitest(...projects, '--changed', since),
      report: 'vitest',
      mayBeEmpty: true,
    },
  ];
}
