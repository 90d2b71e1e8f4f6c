/** As the real server spaces the attempts of a function that names no time of its own. */
const STEPS_MS = [10_000, 20_000, 40_000, 80_000, 160_000, 320_000, 600_000, 1_200_000, 2_400_000, 3_600_000];
const MAX_RETRY_AFTER_MS = 7 * 24 * 3600_000;

/** Milliseconds until the attempt after `attempt` (counted from 0). `retryAfter`: seconds, or a date, as the SDK's header has it. */
export function retryDelayMs(
  attempt: number,
  retryAfter: string | undefined,
  now = Date.now(),
  jitter = Math.random(),
): number {
  const asked = retryAfter === undefined ? undefined : askedDelayMs(retryAfter, now);
  if (asked !== undefined) return Math.min(MAX_RETRY_AFTER_MS, Math.max(0, asked));
  const base = STEPS_MS[Math.min(attempt, STEPS_MS.length - 1)] ?? 10_000;
  return base * (0.9 + 0.2 * jitter);
}

function askedDelayMs(retryAfter: string, now: number): number | undefined {
  if (/^\d+(\.\d+)?$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? undefined : date - now;
}

/** Nobody home at the app's address: quick at first, so that a restarted app goes on within seconds. */
export function transportDelayMs(failures: number): number {
  return Math.min(5000, 200 * 2 ** Math.min(failures, 5));
}
