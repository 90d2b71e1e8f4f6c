import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export interface KnownProcess {
  pid: number;
  /** Tells it from a later one with the same pid: when it was started. */
  identity: string;
}

/** A process of ours, to be written down and recognised later; undefined when there is none. */
export async function knownProcess(pid: number): Promise<KnownProcess | undefined> {
  const identity = await identityOf(pid);
  return identity === undefined ? undefined : { pid, identity };
}

export async function isStillRunning({ pid, identity }: KnownProcess): Promise<boolean> {
  return (await identityOf(pid)) === identity;
}

async function identityOf(pid: number): Promise<string | undefined> {
  // The state is the first field behind the name, the start time the twentieth.
  if (process.platform === 'linux') return (await readStat(pid))?.[19];
  const args = ['-o', 'lstart=', '-p', String(pid)];
  const { stdout } = await promisify(execFile)('ps', args).catch(() => ({ stdout: '' }));
  return stdout.trim() || undefined;
}

export interface RunningProcess {
  pid: number;
  parent: number;
  group: number;
  /** The program and its arguments, at most 4 kB of them. */
  command: string;
  /** Memory of its own, shared memory included; programs' files, which many have in common, left out. */
  bytes: number;
}

/**
 * A process and everything it started, whether or not the one in between has ended. `groups`: process groups known to
 * be its own; those found are added, those that have ended are taken out. Empty where there is no /proc (macOS).
 */
export async function readProcessTree(root: number, groups: Set<number>): Promise<RunningProcess[]> {
  const all = await readAll();
  const members = new Map(all.filter(({ pid }) => pid === root).map((each) => [each.pid, each]));
  for (let before = -1; before !== members.size; ) {
    before = members.size;
    for (const each of all) {
      if (!members.has(each.parent) && !groups.has(each.group)) continue;
      members.set(each.pid, each);
      // One that leads a group has started it; the root may be in somebody else's.
      if (each.group === each.pid) groups.add(each.group);
    }
  }
  // One that has ended gives its number back, to whatever is started next.
  const alive = new Set([...members.values()].map(({ group }) => group));
  for (const group of groups) if (!alive.has(group)) groups.delete(group);
  return Promise.all([...members.values()].map(withMemory));
}

/** At once; those that are gone already are what is wanted. */
export function killAll(processes: { pid: number }[]): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone between the look and this.
    }
  }
}

type Place = Pick<RunningProcess, 'pid' | 'parent' | 'group'>;

async function readAll(): Promise<Place[]> {
  if (process.platform !== 'linux') return [];
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const places = pids.map(async (pid) => {
    const [, parent, group] = (await readStat(pid)) ?? [];
    return group === undefined ? undefined : { pid, parent: Number(parent), group: Number(group) };
  });
  return (await Promise.all(places)).filter((place) => place !== undefined);
}

/** What Linux tells of a living process, behind its name, which may hold anything. */
async function readStat(pid: number): Promise<string[] | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ['', 'Z', 'X'].includes(fields[0] ?? '') ? undefined : fields;
}

async function withMemory(place: Place): Promise<RunningProcess> {
  const [status, command] = await Promise.all([
    readFile(`/proc/${place.pid}/status`, 'utf8').catch(() => ''),
    readFile(`/proc/${place.pid}/cmdline`, 'utf8').catch(() => ''),
  ]);
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? Number.NaN);
  const own = kilobytes('RssAnon') + kilobytes('RssShmem');
  const bytes = (Number.isNaN(own) ? kilobytes('VmRSS') || 0 : own) * 1024;
  return { ...place, command: command.slice(0, 4096).replaceAll('\0', ' '), bytes };
}
