import type { Policy } from './policy.schema';

/** Another process's change is seen after this at the latest. */
const KEPT_MS = 10_000;

/** The policy in force, read at most every ten seconds, and by one query for all who ask at once. */
export class PolicyCache {
  private kept: { policy: Promise<Policy>; until: number } | null = null;

  constructor(
    private readonly read: () => Promise<Policy>,
    private readonly now: () => number = Date.now,
  ) {}

  get(): Promise<Policy> {
    if (this.kept !== null && this.now() < this.kept.until) return this.kept.policy;
    const policy = this.read();
    this.kept = { policy, until: this.now() + KEPT_MS };
    // What failed is not kept.
    policy.catch(() => this.forget());
    return policy;
  }

  /** After a change of ours. */
  forget(): void {
    this.kept = null;
  }
}
