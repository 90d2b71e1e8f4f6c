/** A longer pause between two decisions is a break. */
const BREAK_MS = 5 * 60_000;
/** Fewer say nothing about a pace. */
const FEWEST = 5;

export interface Pace {
  decisions: number;
  /** Of the time that was worked: between decisions, without breaks. Null: too few to tell. */
  anHour: number | null;
}

/** Pure. `at`: when each act was, in any order; many decided at once are one act of so many `decisions`. */
export function paceOf(acts: readonly { at: Date; decisions: number }[]): Pace {
  const times = acts.map(({ at }) => at.getTime()).sort((a, b) => a - b);
  const gaps = times.slice(1).map((time, before) => time - (times[before] ?? time));
  const worked = gaps.filter((gap) => gap <= BREAK_MS);
  const workedMs = worked.reduce((sum, gap) => sum + gap, 0);
  return {
    decisions: acts.reduce((sum, { decisions }) => sum + decisions, 0),
    anHour: worked.length < FEWEST || workedMs === 0 ? null : (worked.length / workedMs) * 3_600_000,
  };
}
