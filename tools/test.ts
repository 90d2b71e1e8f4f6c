import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { describeFailure } from './test-run/failures';
import { runStep, type StepResult } from './test-run/run-step';
import { STEPS, type Step, stepsForChanges } from './test-run/steps';
import { addTallies, describeTally, NOTHING } from './test-run/tally';

/**
 * `npm test [-- types unit …]`: everything CI checks, or some of it; `npm test -- --changed`: what says most about
 * the changes since main. All steps are run, so that one round shows all there is to mend; the last line sums up, and
 * the exit code is 1 when anything failed.
 */
const { values, positionals } = parseArgs({ options: { changed: { type: 'boolean' } }, allowPositionals: true });
const unknown = positionals.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0)
  throw new Error(`no step is called ${unknown.join(', ')}; there are: ${STEPS.map(({ name }) => name).join(', ')}`);

const named = STEPS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const wanted = values.changed ? stepsForChanges(whereWorkBegan()) : named;
const startedAt = performance.now();
const folder = await mkdtemp(path.join(tmpdir(), 'soko-test-'));
const results: StepResult[] = [];
const queues = [...new Set(wanted.map(({ queue }) => queue))];
await Promise.all(
  queues.map((name, place) =>
    inTurn(
      wanted.filter(({ queue }) => queue === name),
      place > 0,
    ),
  ),
);
await rm(folder, { recursive: true, force: true });

const summary = results.map(
  ({ step, tally, seconds }) =>
    `${tally.failed > 0 ? '✗' : '✓'} ${step.name.padEnd(12)} ${describeTally(tally)} in ${seconds.toFixed(1)} s`,
);
const total = results.reduce((sum, { tally }) => addTallies(sum, tally), NOTHING);
const seconds = (performance.now() - startedAt) / 1000;
// Once more at the end: the step's own words may lie thousands of lines further up.
const failed = results.flatMap(({ failures }) => failures).map((failure) => `${describeFailure(failure)}\n`);
process.stdout.write(`\n${failed.join('\n')}\n${summary.join('\n')}\n`);
process.stdout.write(`\ntests: ${describeTally(total)} in ${seconds.toFixed(0)} s\n`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function inTurn(steps: Step[], isBeside: boolean): Promise<void> {
  for (const step of steps) results.push(await runStep(step, folder, isBeside));
}

/** Where this branch left main; on main itself, the last commit. */
function whereWorkBegan(): string {
  const git = (...words: string[]) => execFileSync('git', words, { encoding: 'utf8', stdio: 'pipe' }).trim();
  try {
    return git('merge-base', 'HEAD', 'main');
  } catch {
    return git('rev-parse', 'HEAD');
  }
}
