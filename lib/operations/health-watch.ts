import type { Readiness } from '@/lib/platform/readiness';
import type { Health } from './overview.schema';

type Checks = Readiness['checks'];

/**
 * Remembers since when each dependency answers or does not, and what it said last when it did not: as far as this
 * process has looked.
 */
export class HealthWatch {
  private readonly known = new Map<string, Omit<Health, 'name'>>();

  observe(checks: Checks, now: Date = new Date()): Health[] {
    const at = now.toISOString();
    for (const [name, check] of Object.entries(checks)) {
      const before = this.known.get(name);
      const message = check.ok ? null : check.message;
      this.known.set(name, {
        ok: check.ok,
        message,
        since: before?.ok === check.ok ? before.since : at,
        lastError: message === null ? (before?.lastError ?? null) : { message, at },
      });
    }
    return [...this.known].map(([name, health]) => ({ name, ...health }));
  }
}
