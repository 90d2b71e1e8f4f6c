import type { LivenessSettings } from './liveness';

export interface RestartSettings extends LivenessSettings {
  firstWaitMs: number;
  longestWaitMs: number;
  /** A process that lived this long was well: earlier crashes are forgotten. */
  wellAfterMs: number;
  /** This many quick crashes in a row mean that starting again will not help. */
  mostQuickCrashes: number;
  /**
   * What was given up is tried again now and then all the same: a full disk is cleared, a model is put in its place.
   */
  retryGivenUpMs: number;
}

const RESTARTS: RestartSettings = {
  firstWaitMs: 500,
  longestWaitMs: 15_000,
  wellAfterMs: 30_000,
  mostQuickCrashes: 6,
  retryGivenUpMs: 60_000,
  // Some 50 s for one that stands still.
  askEveryMs: 5_000,
  answerWithinMs: 5_000,
  mostMissedAnswers: 5,
};

/** How long to wait before a crashed process is started again, or `give up`. One per process. */
export class RestartPolicy {
  #quickCrashes = 0;
  #streakSince = 0;

  constructor(readonly settings: RestartSettings = RESTARTS) {}

  /** When the first of the quick crashes in a row was. */
  get streakSince(): number {
    return this.#streakSince;
  }

  afterCrash(livedMs: number): number | 'give up' {
    const { firstWaitMs, longestWaitMs, wellAfterMs, mostQuickCrashes } = this.settings;
    this.#quickCrashes = livedMs >= wellAfterMs ? 1 : this.#quickCrashes + 1;
    if (this.#quickCrashes === 1) this.#streakSince = Date.now();
    if (this.#quickCrashes >= mostQuickCrashes) return 'give up';
    return Math.min(firstWaitMs * 2 ** (this.#quickCrashes - 1), longestWaitMs);
  }
}
