import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { killed } from './families/killed';
import { load } from './families/load';
import { machine } from './families/machine';
import { outside } from './families/outside';
import { services } from './families/services';
import { stopped } from './families/stopped';
import type { Fault } from './fault';
import type { FaultySystem } from './faulty-system';
import { startAt } from './places';
import { type Row, runFault } from './run-fault';
import { harmOf, type NotHere, table } from './table';

const USAGE = `npm run faults [-- flags]: tries faults on the whole built system; exit code 1 if one did harm
  --only NAME,NAME  some of them; otherwise all
  --minute N        how many seconds a minute is, 60
  --burst N         how many product links are pasted at once, 10000
  --json FILE       .cache/faults.json
  --write-docs      puts the table into docs/operations/faults.md`;
const DOCS = 'docs/operations/faults.md';
const HEAD = `# Faults

\`npm run faults\` tries each of these on the whole built system under its supervisor, on the stand-in world, and writes
this page with \`--write-docs\`. In every run a seller has pasted a catalogue; a shopper searches by words and opens a
page each half second, and the seller looks at their progress. What is lost or doubled says the database alone: items
without an outcome, products without their vector or stored picture, more than one vector or review of a content,
counters that do not add up, an index that differs. "Recovered after" counts from the end of the fault: until
\`/api/ready\` said 200, until the run went on, until it was over.
`;
const READY_WITHIN_MS = 60_000;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    minute: { type: 'string', default: '60' },
    burst: { type: 'string', default: '10000' },
    json: { type: 'string', default: '.cache/faults.json' },
    'write-docs': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const minuteMs = Number(values.minute) * 1_000;
const FAULTS: Fault[] = [
  ...[...killed, ...stopped, ...outside(minuteMs)],
  ...[...load(Number(values.burst)), ...machine, ...services],
];
const say = (text: string) => process.stdout.write(`${text}\n`);
const startedAt = Date.now();
let running: FaultySystem | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(130));
process.exitCode = await main().catch(async (error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
});
await end(process.exitCode);

async function main(): Promise<number> {
  if (values.help) {
    say(USAGE);
    return 0;
  }
  await mkdir(path.dirname(values.json), { recursive: true });
  const rows = await runAll(chosen());
  const harmed = rows.flatMap((row) => harmOf(row).map((harm) => `${row.name}: ${harm}`));
  const text = `${circumstances()}\n\n${table(rows)}\n`;
  say(`\n${text}`);
  if (values['write-docs']) await writeFile(DOCS, `${HEAD}\n${text}`);
  say(harmed.length === 0 ? `faults: ${rows.length} tried, no harm` : `faults: harm done\n${harmed.join('\n')}`);
  return harmed.length === 0 ? 0 : 1;
}

function chosen(): Fault[] {
  const names = values.only?.split(',');
  const unknown = names?.filter((name) => !FAULTS.some((fault) => fault.name === name)) ?? [];
  if (unknown.length > 0) {
    throw new Error(
      `No fault is called ${unknown.join(', ')}; there are: ${FAULTS.map(({ name }) => name).join(', ')}`,
    );
  }
  return FAULTS.filter(({ name }) => names?.includes(name) ?? true);
}

async function runAll(faults: Fault[]): Promise<(Row | NotHere)[]> {
  const rows: (Row | NotHere)[] = [];
  for (const place of ['usual', 'small-disk', 'services'] as const) {
    for (const fault of faults.filter((each) => (each.place ?? 'usual') === place)) {
      rows.push(await tryOne(fault));
      // After each: a run that is ended early leaves what it found.
      await writeFile(values.json, `${JSON.stringify({ at: new Date().toISOString(), minuteMs, rows }, null, 2)}\n`);
    }
    await stopRunning();
  }
  return rows;
}

/** On the system that runs, if it is still well; on a new one otherwise. */
async function tryOne(fault: Fault): Promise<Row | NotHere> {
  const { name, what, place = 'usual' } = fault;
  if (running !== undefined && !(await running.readyWithin(READY_WITHIN_MS))) await stopRunning();
  if (running === undefined) {
    say(`starting a system (${place}) …`);
    const started = await startAt(place);
    if (typeof started === 'string') return { name, what, notHere: started };
    running = started;
  }
  const begunAt = Date.now();
  const row = await runFault(running, fault, minuteMs).catch((error: unknown) => failed(fault, error));
  say(`${name}, ${Math.round((Date.now() - begunAt) / 1_000)} s\n${table([row]).split('\n').at(-1)}`);
  // What it did harm to may go on doing it.
  if (harmOf(row).length > 0) await stopRunning();
  return row;
}

function failed({ name, what }: Fault, error: unknown): Row {
  const recovery = { readyAfterMs: null, movedAfterMs: null, overAfterMs: null, sweeps: 0 };
  const injected = `could not be tried: ${error instanceof Error ? error.message : String(error)}`;
  return { ...{ name, what, injected, seen: '', recovery }, ...{ lost: [], doubled: [], otherwise: {} } };
}

async function stopRunning(): Promise<void> {
  const system = running;
  running = undefined;
  await system?.stop();
}

function circumstances(): string {
  const minute = minuteMs === 60_000 ? '' : ` “A minute” was ${values.minute} s.`;
  const machineName = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB`;
  const took = Math.round((Date.now() - startedAt) / 60_000);
  const day = new Date().toISOString().slice(0, 10);
  return `Run on ${day}, ${machineName}, Node ${process.version}; ${took} minutes.${minute}`;
}

async function end(code: number): Promise<never> {
  await stopRunning().catch(() => {});
  process.exit(code);
}
