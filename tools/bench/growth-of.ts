import { percentile } from './row';

/** What a series of measurements of the same thing came to. */
export interface Growth {
  middle: number;
  last: number;
  /** `last` as a multiple of `middle`. */
  times: number;
}

/**
 * How the last third of a series compares with the middle one: the first is warming up, when code is compiled and
 * caches and pools fill. Each third by its lower quartile: what waits for the garbage collector comes and goes, and
 * what is never given back lifts even the low tide. NaN where there is too little to tell.
 */
export function growthOf(series: readonly number[]): Growth {
  const third = Math.floor(series.length / 3);
  const middle = lowTide(series.slice(-2 * third, -third));
  const last = lowTide(third === 0 ? [] : series.slice(-third));
  return { middle, last, times: last / middle };
}

const lowTide = (values: readonly number[]): number => percentile(values, 0.25);
