import { readFile, stat } from 'node:fs/promises';

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
    'PostgreSQL refuses to run as root and this system has neither a `postgres` nor a `nobody` user. Run Soko as an ordinary user, or set DATABASE_URL.',
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
