import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Fast shutdown lets a checkpoint finish; an immediate one needs recovery at the next start; the last cannot be
 * refused.
 */
const WAYS_TO_STOP: [NodeJS.Signals, number][] = [
  ['SIGINT', 15_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
];

/**
 * Stops the PostgreSQL that a killed supervisor left running on this data, so that a new one can start. True when there
 * was one.
 */
export async function stopStaleServer(dataDir: string): Promise<boolean> {
  const lockFile = path.join(dataDir, 'postmaster.pid');
  const pid = Number((await readFile(lockFile, 'utf8').catch(() => '')).split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 1) return false;
  if (!isAlive(pid)) return false;
  if (!(await isServerOf(pid, dataDir))) {
    // Somebody else has got that pid since: PostgreSQL would take them for a server and refuse to start.
    await rm(lockFile, { force: true });
    return false;
  }
  for (const [signal, withinMs] of WAYS_TO_STOP) {
    if (await stopWith(pid, signal, withinMs)) return true;
  }
  throw new Error(
    `The PostgreSQL left over from an earlier start (pid ${pid}, ${dataDir}) does not stop. Stop it by hand.`,
  );
}

async function stopWith(pid: number, signal: NodeJS.Signals, withinMs: number): Promise<boolean> {
  if (isAlive(pid)) process.kill(pid, signal);
  for (const giveUpAt = Date.now() + withinMs; Date.now() < giveUpAt; await sleep(50)) {
    if (!isAlive(pid)) return true;
  }
  return !isAlive(pid);
}

async function isServerOf(pid: number, dataDir: string): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  // A postmaster's working folder is its data.
  return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === (await realpath(dataDir));
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
