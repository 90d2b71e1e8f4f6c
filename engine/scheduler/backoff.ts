const LONGEST_RETRY_MS = 10 * 60_000;
const FIRST_LOST_MS = 250;
const LONGEST_LOST_MS = 10_000;
/** Part of the wait that is left to chance, so that what failed together does not come back together. */
const JITTER = 0.1;

/** The wait before the given retry (1 is the first): base, 2 base, 4 base … up to 10 minutes, plus up to a tenth. */
export function retryDelay(retry: number, baseMs: number, random = Math.random()): number {
  const wait = Math.min(baseMs * 2 ** Math.min(retry - 1, 30), LONGEST_RETRY_MS);
  return Math.round(wait * (1 + JITTER * random));
}

/** The wait after an app could not be reached, or went away in the middle of a call, the given number of times in a row. */
export function lostDelay(times: number): number {
  return Math.min(FIRST_LOST_MS * 2 ** Math.min(times - 1, 30), LONGEST_LOST_MS);
}
