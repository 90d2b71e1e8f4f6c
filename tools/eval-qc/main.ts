import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readSettings } from '@/cli/connect';
import type { Env } from '@/lib/platform/env';
import { SokoError } from '@/lib/platform/errors';
import { visibleLines } from '@/lib/platform/visible-text';
import { readArguments, USAGE } from './arguments';
import { type Case, casesOf } from './cases';
import { figuresOf } from './figures';
import { formatFigures } from './format';
import { openPictures } from './pictures';
import { linesOfDatabase, linesOfFile } from './read-lines';
import { type Replayed, replay, replayKept } from './replay';
import { openNamedReviewer, type ReviewerName } from './reviewers';

try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const asked = readArguments(process.argv.slice(2));
  if (asked === 'help') say(USAGE);
  else await main(asked);
} catch (error) {
  if (!(error instanceof SokoError)) throw error;
  process.stderr.write(`${visibleLines(error.message)}\n`);
  process.exitCode = error.code === 'eval_usage' || error.code === 'eval_no_key' ? 2 : 1;
}

async function main({ reviewer, from, limit, model, out }: Exclude<ReturnType<typeof readArguments>, 'help'>) {
  const settings = await readSettings();
  const lines = from === undefined ? await linesOfDatabase(databaseUrl(settings)) : await linesOfFile(from);
  const all = casesOf(lines);
  const cases = all.slice(0, limit);
  if (cases.length === 0) throw nothing();
  const { name, replayed } = await ask(reviewer, { cases, settings, model });
  const { judged, withoutPicture, unanswered } = replayed;
  say(`${cases.length} of ${all.length} decisions of people, asked again of ${name}: ${judged.length} judged`);
  if (withoutPicture > 0) say(`${withoutPicture} left out: their pictures are gone`);
  for (const [code, count] of Object.entries(unanswered)) say(`${count} without an answer: ${code}`);
  const figures = figuresOf(judged, settings.QC_MIN_CONFIDENCE);
  say(`\n${formatFigures(figures)}`);
  await mkdir(path.dirname(out), { recursive: true });
  const report = { at: new Date().toISOString(), reviewer: name, cases: cases.length, withoutPicture, unanswered };
  await writeFile(out, `${JSON.stringify({ ...report, figures }, null, 2)}\n`);
}

interface Asked {
  cases: Case[];
  settings: Env;
  model: string | undefined;
}

async function ask(
  wanted: ReviewerName,
  { cases, settings, model }: Asked,
): Promise<{ name: string; replayed: Replayed }> {
  const { reviewer, close: closeReviewer } = await openNamedReviewer(wanted, settings, model);
  if (reviewer === null) return { name: 'the model at the time', replayed: replayKept(cases) };
  const pictures = await openPictures(settings);
  try {
    return { name: reviewer.name, replayed: await replay(cases, { reviewer, readPicture: pictures.read }) };
  } finally {
    await Promise.all([pictures.close(), closeReviewer()]);
  }
}

function databaseUrl({ DATABASE_URL }: Env): string {
  const url = z.string().safeParse(DATABASE_URL);
  if (url.success) return url.data;
  throw new SokoError({
    code: 'eval_usage',
    message: 'No Soko runs here and DATABASE_URL is not set: name a file of exported decisions with --from.',
  });
}

const nothing = (): SokoError =>
  new SokoError({
    code: 'eval_nothing',
    message: 'There is no decision of a person about what products are now: nothing can be asked again.',
  });

function say(text: string): void {
  process.stdout.write(`${visibleLines(text)}\n`);
}
