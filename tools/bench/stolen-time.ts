import { readFile } from 'node:fs/promises';

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
