export interface HostPaceSettings {
  /** Fetches at once while all is well. */
  maxAtOnce: number;
  now?: () => number;
  /** Adds up to this share to pauses, so that workers do not come back in step. */
  jitter?: () => number;
}

/** `limited`: the host answered 429. `other` says nothing about the pace. */
export type Outcome = 'fine' | 'limited' | 'other';

export type Turn =
  | { granted: true; done: (outcome: Outcome, retryAfterMs?: number) => void }
  | { granted: false; afterMs: number };

/** Fetches at once to begin with, and what each good answer adds: half as many again with every round trip. */
const FIRST_AT_ONCE = 2;
const AT_ONCE_STEP = 0.5;
/** So many refusals show a limit. Each good answer forgives a part of one, so 5 % at random do not add up to it. */
const REFUSALS_OF_A_LIMIT = 4;
const FORGIVEN = 0.15;
/** A new rate is this much of what was let through, within these shares of the old rate. */
const OF_ACCEPTED = 0.9;
const OF_RATE = { atLeast: 0.5, atMost: 0.85 };
const MIN_PER_SECOND = 1;
const MEASURED_MS = { atLeast: 1_000, atMost: 5_000 };
/** Finding the limit cost refusals: each is paid for with so many good answers before a higher rate is tried. */
const ANSWERS_PER_REFUSAL = 30;
const MAX_ANSWERS_OWED = 300;
const MAX_HOLD_MS = 120_000;
/** A second, and as much more with each second of growing: careful near the old limit, quick where there is none. */
const GROWTH = 0.007;
/** So many refusals in a row: nothing comes through, and everyone waits, twice as long each time. */
const REFUSALS_OF_AN_OUTAGE = 8;
const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 30_000;
/** Longer waits belong into a durable sleep, not into an open request of the engine. */
const MAX_WAIT_MS = 15_000;
const JITTER = 0.1;

/**
 * One host's pace, shared by every run in this process. There is none until refusals cluster; then fetches start at a
 * measured rate, which grows again. Why so: docs/decisions/0019.
 */
export class HostPace {
  private atOnce: number;
  private perSecond = Number.POSITIVE_INFINITY;
  private nextStart = 0;
  private pausedUntil = 0;
  private pauseMs = FIRST_PAUSE_MS;
  private active = 0;
  /** Refusals not forgiven, and the longest Retry-After among them. */
  private refusals = 0;
  private retryAfterMs = 0;
  private refusedInRow = 0;
  private refusedSinceSlowed = 0;
  private answersOwed = 0;
  private growingForMs = 0;
  private slowedAt = Number.NEGATIVE_INFINITY;
  /** Since when there has been one and the same rate. */
  private measuredFrom: number | undefined;
  /** When good answers came, the latest seconds'. */
  private readonly acceptedAt: number[] = [];
  private timer: NodeJS.Timeout | undefined;
  private readonly waiting: { grant: (turn: Turn) => void; since: number; signal: AbortSignal | undefined }[] = [];
  private readonly now: () => number;

  constructor(private readonly settings: HostPaceSettings) {
    this.atOnce = Math.min(FIRST_AT_ONCE, settings.maxAtOnce);
    this.now = settings.now ?? (() => performance.now());
  }

  /** Waits for a turn. Refused when that takes longer than a request should be kept waiting. */
  turn(signal?: AbortSignal): Promise<Turn> {
    const pausedFor = this.pausedUntil - this.now();
    if (pausedFor > MAX_WAIT_MS) return Promise.resolve({ granted: false, afterMs: pausedFor });
    return new Promise((grant) => {
      this.waiting.push({ grant, since: this.now(), signal });
      this.serve();
    });
  }

  private serve(): void {
    clearTimeout(this.timer);
    for (;;) {
      const next = this.waiting[0];
      if (next === undefined) return;
      const now = this.now();
      const inMs = Math.max(this.pausedUntil, this.nextStart) - now;
      // At full speed a long queue is only a long queue.
      const isTooLong = inMs > 0 && now + inMs - next.since > MAX_WAIT_MS;
      if (next.signal?.aborted === true || isTooLong) {
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
      this.measuredFrom ??= now;
      // What a late timer lost is made up for, but by one fetch at most.
      this.nextStart = Math.max(this.nextStart, now - this.spacingMs()) + this.spacingMs();
      next.grant({ granted: true, done: this.finisher(now) });
    }
  }

  private spacingMs(): number {
    return 1_000 / this.perSecond;
  }

  private finisher(startedAt: number): (outcome: Outcome, retryAfterMs?: number) => void {
    let finished = false;
    return (outcome, retryAfterMs = 0) => {
      if (finished) return;
      finished = true;
      this.active -= 1;
      if (outcome === 'fine') this.accepted();
      if (outcome === 'limited') this.refused(startedAt, retryAfterMs);
      this.serve();
    };
  }

  private accepted(): void {
    const now = this.now();
    const sinceLastMs = Math.min(1_000, now - (this.acceptedAt.at(-1) ?? now));
    this.acceptedAt.push(now);
    while ((this.acceptedAt[0] ?? now) < now - MEASURED_MS.atMost) this.acceptedAt.shift();
    this.refusedInRow = 0;
    this.pauseMs = FIRST_PAUSE_MS;
    this.refusals = Math.max(0, this.refusals - FORGIVEN);
    if (this.refusals === 0) this.retryAfterMs = 0;
    this.atOnce = Math.min(this.settings.maxAtOnce, this.atOnce + AT_ONCE_STEP);
    if (this.answersOwed > 0 && now - this.slowedAt < MAX_HOLD_MS) this.answersOwed -= 1;
    // A rate that holds nobody up is no news about the host.
    else if (this.waiting.length > 0) {
      this.growingForMs += sinceLastMs;
      this.perSecond *= 1 + GROWTH * (1 + this.growingForMs / 1_000) * (sinceLastMs / 1_000);
    }
  }

  private refused(startedAt: number, retryAfterMs: number): void {
    this.atOnce = Math.max(1, this.atOnce - 1);
    // Under way when the pace changed: part of what that cost, and nothing new.
    if (startedAt < this.slowedAt) {
      this.answersOwed = Math.min(MAX_ANSWERS_OWED, this.answersOwed + ANSWERS_PER_REFUSAL);
      return;
    }
    this.refusals += 1;
    this.refusedInRow += 1;
    this.refusedSinceSlowed += 1;
    this.retryAfterMs = Math.max(this.retryAfterMs, retryAfterMs);
    const isOutage = this.refusedInRow >= REFUSALS_OF_AN_OUTAGE;
    if (isOutage || this.refusals >= REFUSALS_OF_A_LIMIT) this.slowDown(isOutage);
  }

  private slowDown(isOutage: boolean): void {
    const now = this.now();
    this.perSecond = this.lowerRate(now);
    if (isOutage) {
      this.pausedUntil = now + this.jittered(this.pauseMs);
      this.pauseMs = Math.min(MAX_PAUSE_MS, this.pauseMs * 2);
    }
    this.pausedUntil = Math.max(this.pausedUntil, now + this.jittered(this.retryAfterMs));
    this.nextStart = now + this.spacingMs();
    this.answersOwed = Math.min(MAX_ANSWERS_OWED, this.refusedSinceSlowed * ANSWERS_PER_REFUSAL);
    this.slowedAt = now;
    this.measuredFrom = Math.max(now, this.pausedUntil);
    this.growingForMs = 0;
    this.refusals = 0;
    this.retryAfterMs = 0;
    this.refusedSinceSlowed = 0;
  }

  private lowerRate(now: number): number {
    const isFirst = this.perSecond === Number.POSITIVE_INFINITY;
    const from = Math.max(this.measuredFrom ?? now, now - (isFirst ? MEASURED_MS.atLeast : MEASURED_MS.atMost));
    const accepted = this.acceptedAt.filter((at) => at > from).length;
    // A host that lets nothing through tells no rate: that is for pauses.
    if (accepted === 0) return this.perSecond;
    const measured = (1_000 * OF_ACCEPTED * accepted) / Math.max(MEASURED_MS.atLeast, now - from);
    if (isFirst) return Math.max(MIN_PER_SECOND, measured);
    const { atLeast, atMost } = OF_RATE;
    return Math.max(MIN_PER_SECOND, this.perSecond * Math.min(atMost, Math.max(atLeast, measured / this.perSecond)));
  }

  private jittered(ms: number): number {
    return ms * (1 + JITTER * (this.settings.jitter ?? Math.random)());
  }
}
