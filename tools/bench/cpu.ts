import { readdir, readFile } from 'node:fs/promises';

/** Of all cores since the machine started, in the kernel's ticks. */
export interface CpuTicks {
  /** In use, or wanted by something that could not have it. */
  wanted: number;
  /** Wanted, but given to other guests of the same host. */
  stolen: number;
}

/** From Linux's /proc/stat; undefined elsewhere, where nothing tells. */
export async function cpuTicks(): Promise<CpuTicks | undefined> {
  const text = await readFile('/proc/stat', 'utf8').catch(() => '');
  return parseCpuTicks(text);
}

/** `cpu user nice system idle iowait irq softirq steal …`: the first line is the sum of all cores. */
export function parseCpuTicks(text: string): CpuTicks | undefined {
  const [name, ...ticks] = (text.split('\n')[0] ?? '').trim().split(/\s+/);
  const [user, nice, system, , , irq, softirq, stolen] = ticks.map(Number);
  if (name !== 'cpu' || stolen === undefined) return undefined;
  return {
    wanted: [user, nice, system, irq, softirq, stolen].reduce<number>((sum, one) => sum + (one ?? 0), 0),
    stolen,
  };
}

/** In percent of what was wanted between the two. */
export function stolenShare(before: CpuTicks, after: CpuTicks): number {
  const wanted = after.wanted - before.wanted;
  return wanted <= 0 ? 0 : ((after.stolen - before.stolen) / wanted) * 100;
}

/** Linux counts the CPU time of processes in hundredths of a second, on every architecture that Node runs on. */
const MS_PER_TICK = 10;

export interface ProcessTimes {
  parent: number;
  /** Of all its threads, those that ended too. */
  ownMs: number;
  /** Of its children that ended. */
  endedChildrenMs: number;
  nice: number;
}

/** /proc/PID/stat, or a thread's; see proc_pid_stat(5). The name, in brackets, may hold spaces and brackets. */
export function parseProcessTimes(text: string): ProcessTimes {
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [, parent = 0] = fields;
  const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0, , nice = 0] = fields.slice(11);
  return {
    parent,
    ownMs: (user + system) * MS_PER_TICK,
    endedChildrenMs: (childrenUser + childrenSystem) * MS_PER_TICK,
    nice,
  };
}

/** The parts of a running system by the names that SOKO_HOME/run.json has for them. */
export type Pids = Record<string, number>;
/** Milliseconds of CPU by part. */
export type CpuTimes = Record<string, number>;

/**
 * PostgreSQL with all its processes; the worker without its model; the model's threads; what the worker started (the
 * Scout and its browser), which is there once a catalogue, not once a product.
 */
export async function cpuTimes(pids: Pids): Promise<CpuTimes> {
  const all = await allProcesses();
  const times: CpuTimes = {};
  for (const [name, pid] of Object.entries(pids)) {
    const own = all.get(pid);
    if (own === undefined) throw new Error(`${name}, process ${pid}, is gone`);
    if (name === 'postgres') times[name] = withDescendants(all, pid);
    else if (name === 'worker') {
      const model = await modelThreadsMs(pid);
      times[name] = own.ownMs - model;
      times.model = model;
      times.scout = withDescendants(all, pid) - own.ownMs;
    } else times[name] = own.ownMs;
  }
  return times;
}

/**
 * The model's threads for the pipeline are those less urgent than the rest of the worker
 * (lib/embedding/embedding-thread.ts): that is how a thread can be told from outside. What they do is all the model's;
 * pictures are decoded in other threads.
 */
async function modelThreadsMs(pid: number): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`);
  const times = await Promise.all(threads.map((thread) => readTimes(`/proc/${pid}/task/${thread}/stat`)));
  const { nice = 0 } = (await readTimes(`/proc/${pid}/task/${pid}/stat`)) ?? {};
  const lessUrgent = times.filter((each) => each !== undefined && each.nice > nice);
  if (lessUrgent.length === 0)
    throw new Error('no thread of the worker is less urgent than the rest: is the bench run niced?');
  return lessUrgent.reduce((sum, each) => sum + (each?.ownMs ?? 0), 0);
}

async function allProcesses(): Promise<Map<number, ProcessTimes>> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => [Number(pid), await readTimes(`/proc/${pid}/stat`)] as const),
  );
  return new Map(found.flatMap(([pid, times]) => (times === undefined ? [] : [[pid, times] as const])));
}

/** Undefined when it has ended. */
async function readTimes(file: string): Promise<ProcessTimes | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parseProcessTimes(text);
}

function withDescendants(all: Map<number, ProcessTimes>, pid: number): number {
  const own = all.get(pid);
  if (own === undefined) return 0;
  const children = [...all].filter(([, { parent }]) => parent === pid);
  return children.reduce((sum, [child]) => sum + withDescendants(all, child), own.ownMs + own.endedChildrenMs);
}
