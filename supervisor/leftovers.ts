import { setTimeout as sleep } from 'node:timers/promises';
import { isStillRunning, type KnownProcess } from '@/lib/platform/processes';
import type { Output } from './output';
import { readRunFile } from './run-file';

/** They notice by themselves that their supervisor has gone, and stop within seconds; this is a little more than that. */
const LEAVE_WITHIN_MS = 8_000;

/** Waits for what a killed supervisor left behind, and in the end kills it. PostgreSQL is dealt with where it is started. */
export async function clearLeftovers(home: string, output: Output): Promise<void> {
  const run = await readRunFile(home);
  const processes = Object.entries(run?.processes ?? {}).filter(([name]) => name !== 'postgres');
  await Promise.all(processes.map(([name, known]) => clear(name, known, output)));
}

async function clear(name: string, known: KnownProcess, output: Output): Promise<void> {
  if (!(await isStillRunning(known))) return;
  output.say('warn', `${name} of an earlier start (process ${known.pid}) is still there; waiting for it to end`);
  for (const giveUpAt = Date.now() + LEAVE_WITHIN_MS; Date.now() < giveUpAt; await sleep(100)) {
    if (!(await isStillRunning(known))) return;
  }
  try {
    process.kill(-known.pid, 'SIGKILL');
  } catch {
    // It went between the look and the kill.
  }
}
