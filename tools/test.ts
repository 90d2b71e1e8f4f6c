import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describeFailure } from './test-run/failures';
import { runStep, type StepResult } from './test-run/run-step';
import { STEPS, type Step } from './test-run/steps';
import { addTallies, describeTally, NOTHING } from './test-run/tally';

/**
 * `npm test [-- types unit …]`: everything CI checks, each step's output as it comes. Ends with one line that sums up; exit code 1
 * when anything failed. All steps are run, so that one round shows all there is to mend.
 */
const named = process.argv.slice(2);
const unknown = named.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0)
  throw new Error(`no step is called ${unknown.join(', ')}; there are: ${STEPS.map(({ name }) => name).join(', ')}`);

const wanted = STEPS.filter(({ name }) => named.length === 0 || named.includes(name));
const isBeside = ({ beside }: Step) => wanted.some(({ name }) => name === beside);

const folder = await mkdtemp(path.join(tmpdir(), 'soko-test-'));
const results: StepResult[] = [];
for (const step of wanted.filter((other) => !isBeside(other))) {
  const others = wanted.filter(({ beside }) => beside === step.name);
  await Promise.all([inTurn([step], false), inTurn(others, true)]);
}
await rm(folder, { recursive: true, force: true });

const summary = results.map(
  ({ step, tally, seconds }) =>
    `${tally.failed > 0 ? '✗' : '✓'} ${step.name.padEnd(12)} ${describeTally(tally)} in ${seconds.toFixed(1)} s`,
);
const total = results.reduce((sum, { tally }) => addTallies(sum, tally), NOTHING);
// Once more at the end: the step's own words may lie thousands of lines further up, and some CI keeps the last lines only.
const failed = results.flatMap(({ failures }) => failures).map((failure) => `${describeFailure(failure)}\n`);
process.stdout.write(`\n${failed.join('\n')}\n${summary.join('\n')}\n\ntests: ${describeTally(total)}\n`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function inTurn(steps: Step[], beside: boolean): Promise<void> {
  for (const step of steps) results.push(await runStep(step, folder, beside));
}
