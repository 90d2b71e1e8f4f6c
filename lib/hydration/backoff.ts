/** 1 s, 2 s, 4 s. After that a product has had its chances in this run. */
const STEPS_MS = [1_000, 2_000, 4_000] as const;
/** A product that waits longer looks stuck to the sweep (10 minutes) and to the person who watches. */
export const MAX_RETRY_AFTER_MS = 5 * 60_000;

/** How long to wait before the next attempt; `attempt` counts from 1. Retry-After wins when it is longer. */
export function backoffMs(attempt: number, retryAfterMs?: number): number {
  const step = STEPS_MS[Math.min(Math.max(attempt, 1), STEPS_MS.length) - 1] ?? STEPS_MS[2];
  return Math.max(step, Math.min(retryAfterMs ?? 0, MAX_RETRY_AFTER_MS));
}
