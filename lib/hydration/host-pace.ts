export interface HostPaceSettings {
  /** Fetches at once while all is well. */
  maxAtOnce: number;
  now?: () => number;
  /** Adds up to this share to pauses, so that workers do not come back in step. */
  jitter?: () => number;
}

export type Turn =
  | { granted: true; done: (outcome: 'fine' | 'limited' | 'other', retryAfterMs?: number) => void }
  | { granted: false; afterMs: number };

export interface PaceState {
  atOnce: number;
  spacingMs: number;
  pausedForMs: number;
  active: number;
  waiting: number;
}

/** First pause when the host gives no Retry-After; doubles while nothing but 429 comes back. */
const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 30_000;
const FIRST_SPACING_MS = 25;
const MAX_SPACING_MS = 2_000;
/** Each good answer lets the next ones come 2 % closer: back to full speed within some 200 pages, not within 10. */
const RECOVERY = 0.98;
/** Longer waits belong into a durable sleep, not into an open request of the engine. */
const MAX_WAIT_MS = 15_000;
const JITTER = 0.1;

/**
 * One host's pace, shared by every run in this process: a 429 to one slows down all. Additive increase, multiplicative
 * decrease, of how many fetches run at once and of how close together they start.
 */
export class HostPace {
  private atOnce: number;
  private spacingMs = 0;
  private pausedUntil = 0;
  private nextStart = 0;
  private active = 0;
  private pauseMs = FIRST_PAUSE_MS;
  private slowedAt = Number.NEGATIVE_INFINITY;
  private timer: NodeJS.Timeout | undefined;
  private readonly waiting: { grant: (turn: Turn) => void; since: number; signal: AbortSignal | undefined }[] = [];
  private readonly now: () => number;

  constructor(private readonly settings: HostPaceSettings) {
    this.atOnce = settings.maxAtOnce;
    this.now = settings.now ?? (() => performance.now());
  }

  /** Waits for a turn. Refused when the host is paused for longer than a request should be kept waiting. */
  turn(signal?: AbortSignal): Promise<Turn> {
    const pausedFor = this.pausedUntil - this.now();
    if (pausedFor > MAX_WAIT_MS) return Promise.resolve({ granted: false, afterMs: pausedFor });
    return new Promise((grant) => {
      this.waiting.push({ grant, since: this.now(), signal });
      this.serve();
    });
  }

  state(): PaceState {
    return {
      atOnce: Math.floor(this.atOnce),
      spacingMs: Math.round(this.spacingMs),
      pausedForMs: Math.max(0, this.pausedUntil - this.now()),
      active: this.active,
      waiting: this.waiting.length,
    };
  }

  private serve(): void {
    clearTimeout(this.timer);
    for (;;) {
      const next = this.waiting[0];
      if (next === undefined) return;
      const now = this.now();
      const inMs = Math.max(this.pausedUntil, this.nextStart) - now;
      if (
        next.signal?.aborted === true ||
        (this.isSlowed(inMs) && now + Math.max(0, inMs) - next.since > MAX_WAIT_MS)
      ) {
        this.waiting.shift();
        next.grant({ granted: false, afterMs: Math.max(FIRST_PAUSE_MS, inMs) });
        continue;
      }
      // Served again when one of the active ones is done.
      if (this.active >= Math.floor(this.atOnce)) return;
      if (inMs > 0) {
        this.timer = setTimeout(() => this.serve(), inMs);
        return;
      }
      this.waiting.shift();
      this.active += 1;
      this.nextStart = now + this.spacingMs;
      next.grant({ granted: true, done: this.finisher(now) });
    }
  }

  /** At full speed a long queue is only a long queue. */
  private isSlowed(inMs: number): boolean {
    return inMs > 0 || this.atOnce < this.settings.maxAtOnce;
  }

  private finisher(startedAt: number): (outcome: 'fine' | 'limited' | 'other', retryAfterMs?: number) => void {
    let finished = false;
    return (outcome, retryAfterMs) => {
      if (finished) return;
      finished = true;
      this.active -= 1;
      if (outcome === 'fine') this.speedUp();
      if (outcome === 'limited') this.slowDown(startedAt, retryAfterMs ?? 0);
      this.serve();
    };
  }

  private speedUp(): void {
    this.pauseMs = FIRST_PAUSE_MS;
    this.atOnce = Math.min(this.settings.maxAtOnce, this.atOnce + 1 / this.atOnce);
    this.spacingMs = this.spacingMs < 3 ? 0 : this.spacingMs * RECOVERY;
  }

  private slowDown(startedAt: number, retryAfterMs: number): void {
    const now = this.now();
    // Twenty fetches that were under way together are refused together: that is one sign, not twenty.
    if (startedAt >= this.slowedAt) {
      this.slowedAt = now;
      this.atOnce = Math.max(1, this.atOnce / 2);
      this.spacingMs = Math.min(MAX_SPACING_MS, Math.max(FIRST_SPACING_MS, this.spacingMs * 2));
      this.pausedUntil = Math.max(this.pausedUntil, now + this.jittered(this.pauseMs));
      this.pauseMs = Math.min(MAX_PAUSE_MS, this.pauseMs * 2);
    }
    this.pausedUntil = Math.max(this.pausedUntil, now + this.jittered(retryAfterMs));
  }

  private jittered(ms: number): number {
    return ms * (1 + JITTER * (this.settings.jitter ?? Math.random)());
  }
}
