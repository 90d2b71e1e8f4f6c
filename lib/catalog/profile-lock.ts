import { mkdir, open, readFile, readlink, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { SokoError } from '@/lib/platform/errors';
import { isStillRunning, knownProcess } from '@/lib/platform/processes';

const OURS = 'soko-scout.lock';
/** Chrome's own, a link to HOST-PID. The headless shell neither makes nor heeds it: two would write one profile. */
const CHROMES = 'SingletonLock';

/** Takes a browser profile for one scout; the answer gives it back. Throws SokoError `browser_profile_locked`. */
export async function lockProfile(profileDir: string): Promise<() => Promise<void>> {
  await mkdir(profileDir, { recursive: true, mode: 0o700 });
  const chrome = await readlink(path.join(profileDir, CHROMES)).catch(() => '');
  const [, host, pid] = /^(.*)-(\d+)$/.exec(chrome) ?? [];
  if (host === hostname() && isAlive(Number(pid))) throw locked();
  const file = path.join(profileDir, OURS);
  await take(file);
  return () => rm(file, { force: true });
}

async function take(file: string): Promise<void> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const own = await knownProcess(process.pid);
      const handle = await open(file, 'wx', 0o600);
      await handle.writeFile(`${own?.pid} ${own?.identity}`);
      return await handle.close();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      // By its start as well: in a container the next worker has the same number.
      const [, pid, identity = ''] = /^(\d+) (.+)$/s.exec(await readFile(file, 'utf8').catch(() => '')) ?? [];
      if (pid !== undefined && (await isStillRunning({ pid: Number(pid), identity }))) throw locked();
      // Left behind by a worker that was killed.
      await rm(file, { force: true });
    }
  }
  throw locked();
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive all the same.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

const locked = (): SokoError =>
  new SokoError({
    code: 'browser_profile_locked',
    message:
      'Another browser or worker uses the folder of WHATSAPP_PROFILE_DIR. Close it; the catalogue is tried again.',
    retry: { again: true, afterMs: 60_000 },
    status: 503,
  });
