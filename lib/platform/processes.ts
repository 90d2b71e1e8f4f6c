import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
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
  if (process.platform === 'linux') return readStat(pid)?.[19];
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
  const all = readAll();
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
  return [...members.values()].map(withMemory);
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

function readAll(): Place[] {
  if (process.platform !== 'linux') return [];
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids.flatMap((pid) => {
    const [, parent, group] = readStat(pid) ?? [];
    return group === undefined ? [] : [{ pid, parent: Number(parent), group: Number(group) }];
  });
}

/** /proc is in memory: asking for it in another thread costs ten times as much. Empty when the process has gone. */
function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/** What Linux tells of a living process, behind its name, which may hold anything. */
function readStat(pid: number): string[] | undefined {
  const stat = readProc(pid, 'stat');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ['', 'Z', 'X'].includes(fields[0] ?? '') ? undefined : fields;
}

function withMemory(place: Place): RunningProcess {
  const [status, command] = [readProc(place.pid, 'status'), readProc(place.pid, 'cmdline')];
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? Number.NaN);
  const own = kilobytes('RssAnon') + kilobytes('RssShmem');
  const bytes = (Number.isNaN(own) ? kilobytes('VmRSS') || 0 : own) * 1024;
  return { ...place, command: command.slice(0, 4096).replaceAll('\0', ' '), bytes };
}
