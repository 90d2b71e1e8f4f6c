import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { type Failure, failuresOfPlaywright, failuresOfVitest } from './failures';
import type { Step } from './steps';
import { type Tally, tallyOfExitCode, tallyOfPlaywright, tallyOfVitest, withExitCode } from './tally';

/** What runs beside something else takes what that leaves. */
const OUT_OF_THE_WAY = 10;

export interface StepResult {
  step: Step;
  tally: Tally;
  /** The failed tests by name, where the step's report names them. */
  failures: Failure[];
  seconds: number;
}

/** Runs one step with its output as it comes, or at its end in one piece when beside another. */
export async function runStep(step: Step, folder: string, isBeside: boolean): Promise<StepResult> {
  const { name, what, command, report } = step;
  const startedAt = performance.now();
  const heading = `\n── ${name}: ${what}\n`;
  if (!isBeside) process.stdout.write(heading);
  const file = path.join(folder, `${name}.json`);
  const reporting: Record<NonNullable<Step['report']>, string[]> = {
    vitest: ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    playwright: ['--reporter=list,json'],
  };
  const child = spawn(process.execPath, [...command, ...(report ? reporting[report] : [])], {
    stdio: isBeside ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  if (isBeside && child.pid !== undefined) setPriority(child.pid, OUT_OF_THE_WAY);
  const output = collect(child);
  const [code]: (number | null)[] = await once(child, 'close');
  if (isBeside) process.stdout.write(heading + output.join(''));
  return {
    step,
    ...(await readReport(step, file, code ?? null)),
    seconds: (performance.now() - startedAt) / 1000,
  };
}

function collect({ stdout, stderr }: ChildProcess): string[] {
  const output: string[] = [];
  const keep = (stream: Readable | null) => stream?.setEncoding('utf8').on('data', (text: string) => output.push(text));
  keep(stdout);
  keep(stderr);
  return output;
}

async function readReport(
  { report, mayBeEmpty }: Step,
  file: string,
  code: number | null,
): Promise<Pick<StepResult, 'tally' | 'failures'>> {
  if (report === undefined) return { tally: tallyOfExitCode(code), failures: [] };
  const json: unknown = JSON.parse(await readFile(file, 'utf8').catch(() => 'null'));
  const { tallyOf, failuresOf } = {
    vitest: { tallyOf: tallyOfVitest, failuresOf: failuresOfVitest },
    playwright: { tallyOf: tallyOfPlaywright, failuresOf: failuresOfPlaywright },
  }[report];
  return { tally: withExitCode(tallyOf(json), code, mayBeEmpty), failures: failuresOf(json) };
}
