import { inTime } from './in-time';

interface Kept<T> {
  value: Promise<T>;
  startedAt: number;
  /** Null until it is there: whoever asks meanwhile waits for it. */
  until: number | null;
}

export interface RecentCountsSettings {
  /** How old an answer may be, in milliseconds, before it is computed anew. */
  keptMs: number;
  /** It is kept so many times as long as it took where that is longer, so that it never takes more of the time. */
  keptTimes?: number;
  /** How old it may be and still be told while a newer one takes long; without it, whoever asks then waits. */
  toldMs?: number;
  /** Answers kept at once; the oldest is evicted first. */
  atMost: number;
  now?: () => number;
}

/**
 * For pages that ask every few seconds: it takes a tenth of the time at most. What is told meanwhile says of when it
 * is; a page that has not been looked at for long shows it until it asks again.
 */
export const WATCHED: RecentCountsSettings = { keptMs: 1_000, keptTimes: 10, toldMs: 10 * 60_000, atMost: 4 };

/** An older answer is told where a newer one is not there by then. */
const NEWER_WITHIN_MS = 50;

/** Answers that many need and that may be some seconds old: computed once for all who wait. Failures are not kept. */
export class RecentCounts<T> {
  readonly #kept = new Map<string, Kept<T>>();
  /** Those that are computed while an older answer is told. */
  readonly #renewed = new Map<string, Promise<T>>();
  readonly #settings: Required<RecentCountsSettings>;

  constructor(settings: RecentCountsSettings) {
    this.#settings = { now: Date.now, keptTimes: 0, toldMs: 0, ...settings };
  }

  get(key: string, count: () => Promise<T>): Promise<T> {
    const { now, toldMs } = this.#settings;
    const known = this.#kept.get(key);
    if (known && (known.until === null || now() < known.until)) return known.value;
    if (known && now() < known.startedAt + toldMs) {
      return inTime(NEWER_WITHIN_MS, () => this.#renew(key, known, count)).catch(() => known.value);
    }
    const kept: Kept<T> = { startedAt: now(), value: count(), until: null };
    this.#keep(key, kept);
    kept.value.then(
      () => {
        kept.until = this.#untilOf(kept);
      },
      () => {
        if (this.#kept.get(key) === kept) this.#kept.delete(key);
      },
    );
    return kept.value;
  }

  /** A failure leaves the older answer: the next who asks has it tried again, and is told it once none may be told. */
  #renew(key: string, older: Kept<T>, count: () => Promise<T>): Promise<T> {
    const begun = this.#renewed.get(key);
    if (begun) return begun;
    const newer: Kept<T> = { startedAt: this.#settings.now(), value: count(), until: null };
    this.#renewed.set(key, newer.value);
    newer.value
      .then(
        () => {
          newer.until = this.#untilOf(newer);
          // Otherwise somebody has waited for a newer one meanwhile.
          if (this.#kept.get(key) === older) this.#keep(key, newer);
        },
        () => {},
      )
      .finally(() => this.#renewed.delete(key));
    return newer.value;
  }

  /** An answer is as old as the look that it came of. */
  #untilOf({ startedAt }: Kept<T>): number {
    const { keptMs, keptTimes, now } = this.#settings;
    return startedAt + Math.max(keptMs, (now() - startedAt) * keptTimes);
  }

  #keep(key: string, kept: Kept<T>): void {
    // Deleted first, so that it goes to the end: a Map's first entry is its oldest.
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#settings.atMost) break;
      this.#kept.delete(oldest);
    }
  }
}
