import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@/lib/platform/logger';
import { gauge } from '@/lib/platform/metrics';

/** How often the sweep beats (inngest/sweep-stuck-work). */
const EVERY_MS = 60_000;
/** So many may be late, behind one that takes long, or while web restarts. */
const MISSED_MOST = 3;
const LOOKED_EVERY_MS = 30_000;
/** Said again now and then, not at every look. */
const REMIND_EVERY = 20;

export interface BeatWatchSettings {
  /** How long ago the sweep last beat; null when it never has. Throws while the database is away. */
  readAge(): Promise<number | null>;
  /** Has this process registered anew, which may be all that its server lacks. */
  onMissed(): void;
  logger: Pick<Logger, 'error' | 'info'>;
  signal: AbortSignal;
  lookedEveryMs?: number;
  now?: () => number;
}

/**
 * Notices, from outside of Inngest, that its server starts no crons any more: the sweep and the heartbeat are among
 * them, so nothing that it starts would tell.
 */
export class BeatWatch {
  readonly #settings: BeatWatchSettings;
  /** Before it nobody looked, or nobody could. */
  #from: number;
  #missed = 0;
  #looks = 0;

  constructor(settings: BeatWatchSettings) {
    this.#settings = settings;
    this.#from = this.#now();
    beatsMissed().set(0);
    void this.#keepLooking();
  }

  /** Throws while no beat comes. As far as it was last looked: asks nothing. */
  check(): void {
    if (this.#missed < MISSED_MOST) return;
    throw new Error(`no cron was started for ${this.#missed} minutes; registering again`);
  }

  async look(): Promise<void> {
    const { readAge, onMissed, logger } = this.#settings;
    let age: number | null;
    try {
      age = await readAge();
    } catch {
      // Nobody could have written a beat either.
      this.#from = this.#now();
      return;
    }
    const watchedMs = this.#now() - this.#from;
    const before = this.#missed;
    this.#missed = Math.floor(Math.min(age ?? Number.POSITIVE_INFINITY, watchedMs) / EVERY_MS);
    beatsMissed().set(this.#missed);
    if (this.#missed < MISSED_MOST) {
      this.#looks = 0;
      if (before >= MISSED_MOST) logger.info({}, 'Inngest starts crons again');
      return;
    }
    if (this.#looks++ % REMIND_EVERY === 0)
      logger.error({ minutes: this.#missed }, 'Inngest has started no cron for minutes: look at its server and at web');
    onMissed();
  }

  #now(): number {
    return (this.#settings.now ?? Date.now)();
  }

  async #keepLooking(): Promise<void> {
    const { signal, lookedEveryMs = LOOKED_EVERY_MS } = this.#settings;
    while (!signal.aborted) {
      await sleep(lookedEveryMs, undefined, { signal, ref: false }).catch(() => {});
      if (!signal.aborted) await this.look();
    }
  }
}

/** 0 from the start on: an alert on what is not there yet is silent. */
export const beatsMissed = () =>
  gauge({
    name: 'soko_beats_missed',
    help: 'Minutes in which the sweep should have run and did not; 3 and more mean that no cron is started.',
  });
