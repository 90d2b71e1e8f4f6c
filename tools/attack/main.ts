import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { percentile } from '../bench/row';
import type { Attack, Outcome } from './attack';
import { type AttackedSystem, startAttackedSystem, stopWhateverRuns } from './attacked-system';
import { ATTACKS } from './attacks';
import { Observer } from './observer';
import { registeredUrls, strangeUrls } from './registered-apps';
import { closingLine, type Row, table } from './table';
import { type Aftermath, judge, leftMarks, SHOPPER_MOST_TIMES } from './verdict';

/**
 * `npm run attack [-- --short] [--only NAME,NAME…]`: starts the whole system in a temporary home and attacks it, on
 * loopback only. Prints a table; exit code 0 when it has no hole. `--short` is what CI runs.
 */
const { values } = parseArgs({
  options: { short: { type: 'boolean', default: false }, only: { type: 'string', multiple: true, default: [] } },
});
/** Shoppers among themselves, before the first attack. */
const QUIET_MS = values.short ? 6_000 : 15_000;

/**
 * CI's machine is shared: there only what a shopper would notice counts, and how much longer it was is printed beside
 * it.
 */
const MOST_TIMES = values.short ? Number.POSITIVE_INFINITY : SHOPPER_MOST_TIMES;

const say = (text: string) => process.stdout.write(`${text}\n`);
const startedAt = Date.now();
let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(130));
// One attack fills a disk, and tells itself what came of it.
process.on('uncaughtException', (error) => (isFullDisk(error) ? undefined : void fail(error)));
process.on('unhandledRejection', (error) => void fail(error));

try {
  const attacks = chosen();
  const rows = await attackAll(attacks);
  if (!isStopping) {
    for (const { attack, outcome } of rows) if (outcome.skipped) say(`left out: ${attack.name}: ${outcome.skipped}`);
    say(`\n${table(rows)}\n\n${secondsSince(startedAt)} s on ${path.basename(process.execPath)} ${process.version}`);
    await stop(rows.some(({ judged }) => judged.verdict === 'HOLE') ? 1 : 0, closingLine(rows));
  }
} catch (error) {
  await fail(error);
}

function secondsSince(when: number): number {
  return Math.round((Date.now() - when) / 1_000);
}

function chosen(): Attack[] {
  const named = values.only.flatMap((names) => names.split(','));
  if (named.length === 0) return ATTACKS.filter(({ form }) => !values.short || form === 'short');
  const unknown = named.filter((name) => !ATTACKS.some((attack) => attack.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `No attack is called ${unknown.join(', ')}; there are: ${ATTACKS.map(({ name }) => name).join(', ')}`,
    );
  }
  return ATTACKS.filter(({ name }) => named.includes(name));
}

async function attackAll(attacks: Attack[]): Promise<Row[]> {
  const rows: Row[] = [];
  let place = await begin();
  for (const attack of attacks) {
    const begunAt = Date.now();
    let row = await run(attack, place);
    if (row.judged.isSlowAlone) {
      say(`        ${attack.name}: ${row.judged.holes.join(' · ')}. Once more: this machine may have had other work`);
      row = await run(attack, place);
    }
    rows.push(row);
    const words = [row.outcome.skipped ?? row.outcome.happened, ...row.judged.holes];
    say(`${row.judged.verdict.padEnd(7)} ${attack.name}, ${secondsSince(begunAt)} s: ${words.join(' · ')}`);
    if (row.isMarked && attack !== attacks.at(-1)) {
      say('        … which needs another system for the next one');
      await end(place);
      place = await begin();
    }
  }
  await end(place);
  return rows;
}

interface Place {
  system: AttackedSystem;
  observer: Observer;
  quietP95: number;
}

async function begin(): Promise<Place> {
  say('Starting the whole system in a temporary home …');
  const system = await startAttackedSystem({ isShort: values.short, say: (line) => say(`  ${line}`) });
  const observer = await Observer.start(system.url, system.photoFile);
  const warm = await observer.during({}, () => sleep(2_000));
  const { measured } = await observer.during(await system.pids(), () => sleep(QUIET_MS));
  const quietP95 = percentile(measured.searches, 0.95);
  if (warm.measured.refusals.length + measured.refusals.length > 0)
    throw new Error(`nobody can search: ${measured.refusals[0]}`);
  const webMb = Math.round(measured.peakMb.web ?? 0);
  say(`Ready after ${secondsSince(startedAt)} s. A quiet search: ${Math.round(quietP95)} ms (p95), web ${webMb} MB.`);
  return { system, observer, quietP95 };
}

async function end({ system, observer }: Place): Promise<void> {
  observer.stop();
  await system.stop();
}

async function run(attack: Attack, { system, observer, quietP95 }: Place): Promise<Row & { isMarked: boolean }> {
  const before = { pids: await system.pids(), urls: await registeredUrls(system) };
  const { result: outcome, measured } = await observer.during(before.pids, () => outcomeOf(attack, system));
  const isReady = await system.readyAgain();
  const pids = await system.pids();
  const aftermath: Aftermath = {
    isReady,
    died: Object.keys(before.pids).filter((name) => pids[name] !== before.pids[name]),
    registered: strangeUrls(await registeredUrls(system), before.urls, system.ports),
  };
  const judged = judge(outcome, measured, aftermath, { quietP95, mostTimes: MOST_TIMES });
  return { attack, outcome, judged, isMarked: outcome.marks === true || leftMarks(judged, aftermath) };
}

async function outcomeOf(attack: Attack, system: AttackedSystem): Promise<Outcome> {
  try {
    return await attack.run(system);
  } catch (error) {
    return {
      happened: '',
      holes: [`it could not be carried out: ${error instanceof Error ? error.message : String(error)}`],
    };
  }
}

function isFullDisk(error: Error): boolean {
  return 'code' in error && error.code === 'ENOSPC';
}

async function fail(error: unknown): Promise<void> {
  if (isStopping) return;
  process.stderr.write(
    `\nThe attack could not be carried out: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  await stop(1);
}

async function stop(code: number, lastLine?: string): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await stopWhateverRuns();
  if (lastLine !== undefined) say(lastLine);
  process.exit(code);
}
