import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runStep, STEPS } from './test-run/steps';
import { addTallies, describeTally, NOTHING, type Tally } from './test-run/tally';

/**
 * `npm test [-- types unit …]`: everything CI checks, in order, each step's output as it comes. Ends with one line that sums up;
 * exit code 1 when anything failed. All steps are run, so that one round shows all there is to mend.
 */
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0)
  throw new Error(`no step is called ${unknown.join(', ')}; there are: ${STEPS.map(({ name }) => name).join(', ')}`);

const folder = await mkdtemp(path.join(tmpdir(), 'soko-test-'));
const summary: string[] = [];
let total: Tally = NOTHING;

for (const step of STEPS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  process.stdout.write(`\n── ${step.name}: ${step.what}\n`);
  const startedAt = Date.now();
  const tally = await runStep(step, folder);
  total = addTallies(total, tally);
  summary.push(
    `${tally.failed > 0 ? '✗' : '✓'} ${step.name.padEnd(12)} ${describeTally(tally)} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`,
  );
}

await rm(folder, { recursive: true, force: true });
process.stdout.write(`\n${summary.join('\n')}\n\ntests: ${describeTally(total)}\n`);
process.exitCode = total.failed > 0 ? 1 : 0;
