import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Fault } from '../fault';
import type { FaultySystem } from '../faulty-system';

const MB = 1024 * 1024;

const disk: Fault = {
  name: 'disk-full',
  what: 'the disk of SOKO_HOME (database, pictures, run file) is full for a minute',
  place: 'small-disk',
  lasts: 'a minute',
  inject: async ({ disk }) => disk?.fill(),
  end: async ({ disk }) => disk?.empty(),
};

/** No more address space than it has: what it asks for next is refused, and Node ends. */
async function starve(system: FaultySystem): Promise<void> {
  const known = await system.process('worker');
  const status = readFileSync(`/proc/${known.pid}/status`, 'utf8');
  const bytes = Number(/^VmSize:\s+(\d+) kB/m.exec(status)?.[1]) * 1024 + MB;
  execFileSync('prlimit', ['--pid', String(known.pid), `--as=${bytes}`]);
  if (await system.replaced('worker', known)) return;
  execFileSync('prlimit', ['--pid', String(known.pid), '--as=unlimited']);
  throw new Error('the worker went on within its limit');
}

const memory: Fault = {
  name: 'memory-limit',
  what: 'the worker gets no more memory than it has (RLIMIT_AS by prlimit) until it ends of it',
  inject: starve,
};

const SHIFTED: Record<string, readonly string[]> = {
  '"syncRuns"': ['"createdAt"', '"requestedAt"', '"startedAt"'],
  '"syncItems"': ['"createdAt"', '"updatedAt"'],
  '"serviceFaults"': ['"since"', '"lastSeenAt"', '"tryAt"'],
  'engine.runs': ['due_at', 'created_at', 'started_at'],
  'engine.batch_items': ['added_at'],
  'engine.cron_ticks': ['last_tick_at'],
};

/** What was written before the jump, as it looks after it; the clocks of processes do not jump. */
async function shift({ database }: FaultySystem, by: string): Promise<void> {
  for (const [name, columns] of Object.entries(SHIFTED)) {
    const set = columns.map((column) => `${column} = ${column} + interval '${by}'`).join(', ');
    await database.pool.query(`UPDATE ${name} SET ${set}`);
  }
}

const clock = (direction: 'ahead' | 'back'): Fault => ({
  name: `clock-${direction}`,
  what:
    `the clock jumps ${direction} by a day: every time that runs, items, faults and the engine's queue hold ` +
    'is shifted in the database',
  inject: (system) => shift(system, direction === 'ahead' ? '-1 day' : '1 day'),
});

export const machine: Fault[] = [memory, clock('ahead'), clock('back'), disk];
