import { execFile } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Attack, type Outcome, skipped } from '../attack';
import { type AttackedSystem, startAttackedSystem } from '../attacked-system';
import { ask, until } from '../client';
import { honestSeller } from '../honest-sync';

const run = promisify(execFile);
/** The database, the log and the pictures of a few products, and room to start. */
const SIZE = '600m';
const TOLD_WITHIN_MS = 60_000;
const READY_AGAIN_WITHIN_MS = 120_000;

/** Row 18: a disk of its own, which is then full. */
export const fullDisk: Attack = {
  row: '18',
  name: 'full-disk',
  what: 'the disk of SOKO_HOME is full for a while',
  right: '/api/ready says so; nothing ends; it goes on when there is room',
  form: 'full',
  async run({ isShort }): Promise<Outcome> {
    const disk = await mkdtemp(path.join(tmpdir(), 'soko-attack-disk-'));
    try {
      await run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=0755`, 'tmpfs', disk]);
    } catch {
      await rm(disk, { recursive: true, force: true });
      return skipped('a disk of its own cannot be mounted here (it takes root)');
    }
    const complaints: string[] = [];
    const complain = (error: Error) => void complaints.push(error.message);
    process.on('uncaughtException', complain);
    try {
      return await fill(await startAttackedSystem({ isShort, under: disk, say: () => {} }), disk, complaints);
    } finally {
      process.off('uncaughtException', complain);
      await run('umount', ['-l', disk]).catch(() => {});
      await rm(disk, { recursive: true, force: true });
    }
  },
};

async function fill(system: AttackedSystem, disk: string, complaints: string[]): Promise<Outcome> {
  const before = await system.pids();
  const filler = path.join(disk, 'filler');
  try {
    await writeUntilFull(filler);
    const told = await untilTold(system);
    await sleep(5_000);
    await rm(filler);
    const isReady = await system.readyAgain(READY_AGAIN_WITHIN_MS);
    const after = await system.pids();
    const lost = isReady ? await honestSeller(system, 12) : [];
    const died = Object.keys(before).filter((name) => name !== 'postgres' && before[name] !== after[name]);
    return {
      happened: `readiness ${told === undefined ? 'said nothing' : `said: ${told}`}; ready again: ${isReady}`,
      holes: [
        ...(told === undefined ? ['readiness does not tell of a full disk'] : []),
        ...(isReady ? [] : ['not ready again when there is room']),
        ...died.map((name) => `${name} died`),
        ...complaints.slice(0, 1).map((message) => `the demo ended: ${message}`),
        ...lost,
      ],
    };
  } finally {
    await rm(filler, { force: true });
    await system.stop();
  }
}

async function writeUntilFull(file: string): Promise<void> {
  const handle = await open(file, 'w');
  const piece = Buffer.alloc(1024 * 1024, 1);
  try {
    for (;;) await handle.write(piece);
  } catch {
    // Full: the last bytes, too.
    await handle.write(Buffer.alloc(4_096)).catch(() => {});
  } finally {
    await handle.close();
  }
}

/** What readiness says of the disk, if it says anything. */
function untilTold(system: AttackedSystem): Promise<string | undefined> {
  return until(async () => {
    const { status, text } = await ask(`${system.url}/api/ready`, { patienceMs: 5_000 });
    return status === 503 ? /[^"]*(no space|ENOSPC|is full)[^"]*/i.exec(text)?.[0] : undefined;
  }, TOLD_WITHIN_MS);
}
