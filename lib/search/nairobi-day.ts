const DAY_MS = 24 * 60 * 60 * 1000;
/** East Africa Time, which knows no summer. */
const OFFSET_MS = 3 * 60 * 60 * 1000;

/** When today began where Soko's shoppers are. */
export function startOfNairobiDay(now: Date): Date {
  const local = now.getTime() + OFFSET_MS;
  return new Date(local - (local % DAY_MS) - OFFSET_MS);
}
