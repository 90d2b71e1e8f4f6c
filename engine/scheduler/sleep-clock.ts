import type { Database } from '../store/database';
import { wakeTimedSteps } from '../store/settle';

const LOOK_EVERY_MS = 1_000;

export interface SleepClockOptions {
  database: Database;
  onDue(functionIds: Iterable<string>): void;
  onError(error: unknown): void;
}

/** Ends sleeps and waits when their time has come. */
export class SleepClock {
  #timer: NodeJS.Timeout | undefined;
  #nextAt = Number.POSITIVE_INFINITY;
  #look: Promise<void> | undefined;
  #isStopped = false;

  constructor(private readonly options: SleepClockOptions) {}

  start(): void {
    this.#arm(Date.now());
  }

  /** Something sleeps until then (milliseconds). */
  expect(at: number): void {
    if (at < this.#nextAt) this.#arm(at);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#look;
  }

  #arm(at: number): void {
    if (this.#isStopped) return;
    clearTimeout(this.#timer);
    this.#nextAt = at;
    this.#timer = setTimeout(() => this.#wake(), Math.max(at - Date.now(), 1));
  }

  #wake(): void {
    this.#nextAt = Number.POSITIVE_INFINITY;
    this.#look = this.#endTimed()
      .catch((error: unknown) => this.options.onError(error))
      .finally(() => {
        this.#look = undefined;
        // What is due before the next regular look has asked for an earlier one.
        this.expect(Date.now() + LOOK_EVERY_MS);
      });
  }

  async #endTimed(): Promise<void> {
    const { database, onDue } = this.options;
    const released = await database.transaction((query) => wakeTimedSteps(query, Date.now()));
    if (released.length > 0) onDue(new Set(released.map((run) => run.function_id)));
  }
}
