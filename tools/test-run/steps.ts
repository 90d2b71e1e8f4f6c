import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Tally, tallyOfExitCode, tallyOfPlaywright, tallyOfVitest, withExitCode } from './tally';

export interface Step {
  name: string;
  what: string;
  /** A package's script, run by this Node, and its arguments. */
  command: string[];
  /** Where counts come from; without it the step counts as one test. */
  report?: 'vitest' | 'playwright';
}

const inPackage = (name: string, file: string) => path.join('node_modules', name, file);
const vitest = (project: string) => [inPackage('vitest', 'vitest.mjs'), 'run', '--project', `${project}*`];

/** Cheap ones first: what they find is told at once. */
export const STEPS: Step[] = [
  {
    name: 'types',
    what: 'TypeScript',
    command: [inPackage('typescript', 'bin/tsc'), '--noEmit', '-p', 'tsconfig.json'],
  },
  { name: 'lint', what: 'Biome', command: [inPackage('@biomejs/biome', 'bin/biome'), 'check', '.'] },
  { name: 'boundaries', what: 'who may import whom', command: ['--import', 'tsx', 'tools/boundaries/main.ts'] },
  { name: 'unused', what: 'knip', command: [inPackage('knip', 'bin/knip.js')] },
  { name: 'unit', what: 'unit tests', command: vitest('unit'), report: 'vitest' },
  { name: 'integration', what: 'contract and integration tests', command: vitest('integration'), report: 'vitest' },
  { name: 'build', what: 'production build', command: ['--import', 'tsx', 'tools/build.ts'] },
  {
    name: 'browser',
    what: 'browser tests',
    // Screenshots are made on purpose only (npm run screenshots): they are kept in docs/.
    command: [inPackage('@playwright/test', 'cli.js'), 'test', '--project=desktop', '--project=phone'],
    report: 'playwright',
  },
];

/** Runs one step with its output as it comes. `folder` is for its report. */
export async function runStep({ name, command, report }: Step, folder: string): Promise<Tally> {
  const file = path.join(folder, `${name}.json`);
  const reporting: Record<NonNullable<Step['report']>, string[]> = {
    vitest: ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    playwright: ['--reporter=list,json'],
  };
  const child = spawn(process.execPath, [...command, ...(report ? reporting[report] : [])], {
    stdio: 'inherit',
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  const [code] = await once(child, 'close');
  if (report === undefined) return tallyOfExitCode(code);
  const text = await readFile(file, 'utf8').catch(() => 'null');
  const tallyOf = { vitest: tallyOfVitest, playwright: tallyOfPlaywright }[report];
  return withExitCode(tallyOf(JSON.parse(text)), code);
}
