import type { Fault } from '../fault';
import type { FaultySystem } from '../faulty-system';

const disk: Fault = {
  name: 'disk-full',
  what: 'the disk of SOKO_HOME (database, pictures, run file) is full for a minute',
  place: 'small-disk',
  lasts: 'a minute',
  inject: async ({ disk }) => disk?.fill(),
  end: async ({ disk }) => disk?.empty(),
};

/** As the kernel does to what needs more memory than there is; limits of its own would take rights that few have. */
const memory: Fault = {
  name: 'memory-limit',
  what: 'the worker is ended for its memory (kill -9 of it and of all it started, as the kernel does)',
  inject: async (system) => void (await system.signal('worker', 'SIGKILL', true)),
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
