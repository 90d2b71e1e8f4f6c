export interface Rate {
  limit: number;
  periodMs: number;
  /** How many more than `limit` may start at once after a quiet time. */
  burst: number;
}

export type Admission = { admitted: true; arrival: number } | { admitted: false; retryAt: number };

/**
 * The generic cell rate algorithm: spreads `limit` starts over `periodMs`; after a quiet time `limit` + `burst` start
 * at once, as on Inngest's server.
 * `arrival` is the only state: the theoretical arrival time of the next start (0 for none yet). Times are milliseconds.
 */
export function admit({ limit, periodMs, burst }: Rate, arrival: number, now: number): Admission {
  const spacing = periodMs / limit;
  const earliest = arrival - spacing * (limit + burst - 1);
  if (now < earliest) return { admitted: false, retryAt: Math.ceil(earliest) };
  return { admitted: true, arrival: Math.max(arrival, now) + spacing };
}
