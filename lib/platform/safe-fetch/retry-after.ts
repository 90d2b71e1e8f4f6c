/** A Retry-After header (seconds, or an HTTP date) as milliseconds from `now`, capped; undefined where it says nothing usable. */
export function retryAfterMs(header: string | undefined, now: number, maxMs: number): number | undefined {
  const value = header?.trim() ?? '';
  if (/^\d{1,9}(?:\.\d{1,3})?$/.test(value)) return Math.min(Math.ceil(Number(value) * 1000), maxMs);
  // Date.parse reads all kinds of things; every HTTP date begins with a weekday and names GMT.
  const at = /^[a-z]{3,9},? .*GMT$/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.min(Math.max(0, at - now), maxMs);
}
