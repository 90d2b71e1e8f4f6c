import { growthOf } from './growth-of';
import type { Held } from './held';
import { type BenchRow, rowsOf } from './row';

/** A collector's whims are some percent; a leak that matters is more in any run that is long enough. */
const AT_MOST_TIMES = 1.1;

/** MB by part, in the order they were measured. */
export type MemorySeries = Record<string, number[]>;

/** Looks every so often until it is stopped. A look that fails (a part has ended) fails the stop. */
export function watchMemory(held: () => Promise<Record<string, Held>>, everyMs: number): () => Promise<MemorySeries> {
  const series: MemorySeries = {};
  const look = async () => {
    for (const [part, { memoryMb }] of Object.entries(await held())) {
      series[part] ??= [];
      series[part].push(memoryMb);
    }
  };
  let looking = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(look);
    // Told by the stop.
    looking.catch(() => {});
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await looking;
    return series;
  };
}

/** The Scout and its browser come with a visit and go: their most is printed, the others are held to be flat. */
export function memoryRows(bench: string, { scout, ...parts }: MemorySeries): BenchRow[] {
  const { rows, add } = rowsOf(bench);
  for (const [part, series] of Object.entries(parts)) {
    const { middle, last, times } = growthOf(series);
    add(`memory of ${part}: the middle third`, middle, 'MB');
    add(`memory of ${part}: the last third`, last, 'MB');
    add(`memory of ${part}: last against middle`, times, '×', { atMost: AT_MOST_TIMES });
  }
  if (scout !== undefined) add('memory of the Scout and its browser: the most', Math.max(...scout), 'MB');
  return rows;
}
