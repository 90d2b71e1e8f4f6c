import path from 'node:path';

export interface Step {
  name: string;
  what: string;
  /** A package's script, run by this Node, and its arguments. */
  command: string[];
  /** Where counts come from; without it the step counts as one test. */
  report?: 'vitest' | 'playwright';
  /** The step that leaves half of the machine idle while it runs: this one is run beside it, out of its way. */
  beside?: string;
}

const inPackage = (name: string, file: string) => path.join('node_modules', name, file);
const vitest = (projects: string) => [inPackage('vitest', 'vitest.mjs'), 'run', '--project', projects];

/** What finds most for its time first. */
export const STEPS: Step[] = [
  {
    name: 'types',
    what: 'TypeScript',
    command: [inPackage('typescript', 'bin/tsc'), '--noEmit', '-p', 'tsconfig.json'],
  },
  { name: 'lint', what: 'Biome', command: [inPackage('@biomejs/biome', 'bin/biome'), 'check', '.'] },
  { name: 'build', what: 'production build', command: ['--import', 'tsx', 'tools/build.ts'] },
  {
    name: 'boundaries',
    what: 'who may import whom',
    command: ['--import', 'tsx', 'tools/boundaries/main.ts'],
    beside: 'browser',
  },
  { name: 'unused', what: 'knip', command: [inPackage('knip', 'bin/knip.js')], beside: 'browser' },
  { name: 'unit', what: 'unit tests', command: vitest('unit*'), report: 'vitest', beside: 'browser' },
  {
    name: 'engine',
    what: 'what the engine must do, mostly waiting',
    command: vitest('engine'),
    report: 'vitest',
    beside: 'browser',
  },
  {
    name: 'browser',
    what: 'browser tests',
    // Screenshots are made on purpose only (npm run screenshots): they are kept in docs/.
    command: [inPackage('@playwright/test', 'cli.js'), 'test', '--project=desktop', '--project=phone'],
    report: 'playwright',
  },
  {
    name: 'integration',
    what: 'contract and integration tests',
    command: vitest('integration*'),
    report: 'vitest',
  },
];
