/** No stage's step takes as long: the slowest, a Scout on a huge catalogue, is bounded to a few minutes. */
const WEDGED_AFTER_MS = 15 * 60_000;

/** What the worker is busy with. One that has work and finishes none of it is not healthy, however alive it looks. */
export class Activity {
  private readonly started = new Map<symbol, number>();
  private finishedAt: number | null = null;

  /** By a clock that nobody sets, and that stands still while the machine sleeps. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** To be called when a piece of work begins; call what it returns when it ends. */
  begin(): () => void {
    const work = Symbol('work');
    this.started.set(work, this.now());
    return () => {
      if (this.started.delete(work)) this.finishedAt = this.now();
    };
  }

  state(): { inFlight: number; oldestMs: number | null; lastFinishedAt: string | null; wedged: boolean } {
    const oldest = Math.min(...this.started.values());
    const inFlight = this.started.size;
    const since = Math.max(oldest, this.finishedAt ?? 0);
    return {
      inFlight,
      oldestMs: inFlight === 0 ? null : this.now() - oldest,
      lastFinishedAt:
        this.finishedAt === null ? null : new Date(Date.now() - (this.now() - this.finishedAt)).toISOString(),
      wedged: inFlight > 0 && this.now() - since > WEDGED_AFTER_MS,
    };
  }

  /** Resolves when nothing is in flight any more, or after `ms`. */
  async idle(ms: number): Promise<boolean> {
    const deadline = Date.now() + ms;
    while (this.started.size > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 25));
    return this.started.size === 0;
  }
}
