import { readdir, readFile } from 'node:fs/promises';

export interface RunningProcess {
  pid: number;
  parent: number;
  group: number;
  /** What it and its arguments are called, at most 4 kB of it. */
  command: string;
  /** Memory of its own, shared memory included; programs' files, which many have in common, left out. */
  bytes: number;
}

/**
 * A process and everything it started, whether or not the one in between has ended: `groups` are process groups known to be its
 * own, to which those found are added and from which those that have ended are taken. Empty where there is no /proc (macOS): nothing
 * is watched there.
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
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const places = await Promise.all(pids.map(readPlace));
  return places.filter((place) => place !== undefined);
}

async function readPlace(pid: string): Promise<Place | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name in parentheses may hold anything; state, parent and group come after it.
  const [state, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (state === undefined || state === '' || state === 'Z' || state === 'X') return undefined;
  return { pid: Number(pid), parent: Number(parent), group: Number(group) };
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
