import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SokoError } from '@/lib/platform/errors';
import { isStillRunning, knownProcess } from '@/lib/platform/processes';
import { processSchema } from './run-file';

/**
 * Takes SOKO_HOME for this process: two supervisors on the same data would destroy it. A lock whose process has gone is
 * taken over. Returns what gives it back. Errors: `home_in_use`, which names who has it.
 */
export async function lockHome(home: string): Promise<() => Promise<void>> {
  const lockFile = path.join(home, 'supervisor.lock');
  const own = await knownProcess(process.pid);
  const draft = path.join(home, `supervisor.lock.${process.pid}`);
  try {
    await writeFile(draft, JSON.stringify(own));
    while (!(await take(draft, lockFile))) await removeStale(lockFile, home);
  } finally {
    await rm(draft, { force: true });
  }
  return () => rm(lockFile, { force: true });
}

/** A hard link is made by one only, and with its whole content. */
async function take(draft: string, lockFile: string): Promise<boolean> {
  try {
    await link(draft, lockFile);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function removeStale(lockFile: string, home: string): Promise<void> {
  const lock = await readLock(lockFile);
  if (lock !== undefined && (await isStillRunning(lock))) {
    throw new SokoError({
      code: 'home_in_use',
      message:
        `Soko is already running on ${home} (process ${lock.pid}). ` +
        'Stop it first, or give this one a SOKO_HOME and ports of its own.',
      status: 409,
    });
  }
  // Moved aside, not removed: between reading and this somebody else may have taken the lock.
  const aside = `${lockFile}.stale.${process.pid}`;
  try {
    await rename(lockFile, aside);
  } catch {
    return;
  }
  const moved = await readLock(aside);
  if (moved !== undefined && (await isStillRunning(moved))) await link(aside, lockFile).catch(() => {});
  await rm(aside, { force: true });
}

async function readLock(file: string) {
  try {
    return processSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}
