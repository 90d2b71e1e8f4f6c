/** Kenya's, which has no summer time. */
const OFFSET_MS = 3 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/** Which day it is where most shoppers are, e.g. 2026-11-29. */
export const dayOf = (time: Date): string => new Date(time.getTime() + OFFSET_MS).toISOString().slice(0, 10);

/** The last `count` days, `time`'s own last. */
export const lastDays = (time: Date, count: number): string[] =>
  Array.from({ length: count }, (_, i) => dayOf(new Date(time.getTime() - (count - 1 - i) * DAY_MS)));
