import { readdir, readFile, readlink } from 'node:fs/promises';
import { readProcessTree } from '@/lib/platform/processes';
import type { Pids } from './cpu';

/** What some processes hold at one moment. */
export interface Held {
  /**
   * Its own: programs' files, which many have in common, are left out, and so is what processes share. PostgreSQL's
   * cache is that: it fills up to a size of its own, whatever leaks.
   */
  memoryMb: number;
  processes: number;
  threads: number;
  descriptors: number;
  /** Of the descriptors. */
  sockets: number;
}

/**
 * By part, from Linux's /proc: PostgreSQL with all its processes; the worker, and apart from it what it started (the
 * Scout and its browser), which is there for a visit and some time after.
 */
export async function heldByParts(pids: Pids): Promise<Record<string, Held>> {
  const held: Record<string, Held> = {};
  for (const [name, pid] of Object.entries(pids)) {
    const started = (await readProcessTree(pid, new Set())).map((each) => each.pid).filter((each) => each !== pid);
    held[name] = await heldBy(name === 'postgres' ? [pid, ...started] : [pid]);
    if (name === 'worker') held.scout = await heldBy(started);
  }
  return held;
}

/** Those that have ended meanwhile hold nothing. */
async function heldBy(pids: readonly number[]): Promise<Held> {
  const all = (await Promise.all(pids.map(heldByOne))).filter((each) => each !== undefined);
  const sum = (of: keyof Held) => all.reduce((total, each) => total + each[of], 0);
  return {
    memoryMb: sum('memoryMb'),
    processes: sum('processes'),
    threads: sum('threads'),
    descriptors: sum('descriptors'),
    sockets: sum('sockets'),
  };
}

async function heldByOne(pid: number): Promise<Held | undefined> {
  try {
    const [memory, threads, open] = await Promise.all([
      readFile(`/proc/${pid}/smaps_rollup`, 'utf8'),
      readdir(`/proc/${pid}/task`),
      readdir(`/proc/${pid}/fd`),
    ]);
    // One may be closed between the listing and the look.
    const places = await Promise.all(open.map((each) => readlink(`/proc/${pid}/fd/${each}`).catch(() => '')));
    return {
      memoryMb: ownMegabytes(memory),
      processes: 1,
      threads: threads.length,
      descriptors: places.filter((place) => place !== '').length,
      sockets: places.filter((place) => place.startsWith('socket:')).length,
    };
  } catch {
    return undefined;
  }
}

/** /proc/PID/smaps_rollup, see proc_pid_smaps_rollup(5). NaN where the kernel does not tell. */
export function ownMegabytes(smapsRollup: string): number {
  return Number(/^Pss_Anon:\s+(\d+) kB$/m.exec(smapsRollup)?.[1] ?? Number.NaN) / 1024;
}
