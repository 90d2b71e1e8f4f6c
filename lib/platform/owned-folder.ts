import { createHash } from 'node:crypto';
import { lstat, mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { knownProcess } from './processes';

/**
 * On another machine or container that shares the folder nobody can see whether the owner lives: what it has not
 * touched for this long is nobody's. Owners touch theirs at each use.
 */
const ABANDONED_MS = 7 * 24 * 3_600_000;
const BETWEEN = '~';

export interface OwnedFolder {
  path: string;
  /** Says that it is in use. */
  touch(): Promise<void>;
  remove(): Promise<void>;
}

/**
 * A new folder whose name tells the process that made it: a kill -9 leaves no time to tidy up, and the next one to come
 * here does it instead. Those of processes that are still there are left alone.
 */
export async function makeOwnedFolder(within: string, prefix: string): Promise<OwnedFolder> {
  await removeAbandonedFolders(within, prefix);
  const own = await knownProcess(process.pid);
  const name = [host(), process.pid, inName(own?.identity), ''].join(BETWEEN);
  const folder = await mkdtemp(path.join(within, `${prefix}${name}`));
  return {
    path: folder,
    touch: async () => {
      const now = new Date();
      await utimes(folder, now, now).catch(() => {});
    },
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** Errors are left for the next time: what cannot be read or removed is not ours. */
async function removeAbandonedFolders(within: string, prefix: string): Promise<void> {
  const names = await readdir(within).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(prefix))) {
    const folder = path.join(within, name);
    if (await isAbandoned(folder, name.slice(prefix.length)))
      await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
  }
}

async function isAbandoned(folder: string, owner: string): Promise<boolean> {
  const [where, pid, identity, rest] = owner.split(BETWEEN);
  if (rest === undefined || !/^\d+$/.test(pid ?? '')) return false;
  const found = await lstat(folder).catch(() => undefined);
  if (found === undefined || !found.isDirectory() || (process.getuid && found.uid !== process.getuid())) return false;
  if (where !== host()) return Date.now() - found.mtimeMs > ABANDONED_MS;
  return inName((await knownProcess(Number(pid)))?.identity) !== identity;
}

/** Outside Linux it is a date, with spaces and colons in it. */
const inName = (identity: string | undefined): string => identity?.replaceAll(/\W/g, '') ?? 'gone';

/** Short: Chromium's sockets lie below, of 107 characters at most. Hashed: containers' names differ at their ends. */
const host = (): string => createHash('sha256').update(hostname()).digest('hex').slice(0, 12);
