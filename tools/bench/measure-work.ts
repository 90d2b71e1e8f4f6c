import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from './row';

export type Work = [name: string, work: () => Promise<unknown>];

interface Asking {
  warmUp: number;
  asked: number;
  /** Less often where it takes longer, but five times at the least. */
  withinMs?: number;
}

const FEWEST = 5;

/** In ms, one after another. */
export async function p95Of([name, work]: Work, { warmUp, asked, withinMs }: Asking): Promise<number> {
  const times: number[] = [];
  const startedAt = performance.now();
  try {
    for (let at = 0; at < warmUp + asked; at += 1) {
      const isLong = withinMs !== undefined && performance.now() - startedAt > withinMs;
      if (isLong && times.length >= FEWEST) break;
      const ms = await timeOf(work);
      if (at >= warmUp) times.push(ms);
      await sleep(0);
    }
  } catch (error) {
    throw new Error(`${name} did not work`, { cause: error });
  }
  return percentile(times, 0.95);
}

/** In ms. */
export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
