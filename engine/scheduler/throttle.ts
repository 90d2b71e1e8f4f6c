/** Generic cell rate algorithm: `limit` starts per `periodMs`, up to `burst` at once. Delays, never drops. */
export class Throttle {
  private readonly theoretical = new Map<string, number>();

  /** Milliseconds to wait before one more start of `key`; 0 takes it. */
  take(key: string, rule: { limit: number; period: number; burst?: number | undefined }, now = Date.now()): number {
    const interval = rule.period / rule.limit;
    const tolerance = interval * ((rule.burst ?? 1) - 1);
    const due = Math.max(this.theoretical.get(key) ?? now, now);
    const wait = due - tolerance - now;
    if (wait > 0) return Math.ceil(wait);
    this.theoretical.set(key, due + interval);
    return 0;
  }
}
