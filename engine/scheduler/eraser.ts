import { isAbout } from '../protocol/erasure';
import type { StoredEvent } from '../protocol/event';
import type { Database } from '../store/database';
import { type Erased, eraseValue } from '../store/erase';
import type { Calls } from './calls';

/** No call takes so long: what was under way when something was erased has stored its result by then. */
const WATCHED_FOR_MS = 60 * 60_000;

/**
 * Erases what names a value. Calls that are under way still bring it back: their events are not taken in, and what they
 * return is gone through again now and then. The value itself is remembered in memory alone.
 */
export class Eraser {
  readonly #watched = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly calls: Calls,
  ) {}

  async erase(value: string, now = Date.now()): Promise<Erased> {
    this.#watched.set(value, now + WATCHED_FOR_MS);
    return this.#run(value);
  }

  /** What is new and about nothing that was erased. */
  withoutErased(events: StoredEvent[]): StoredEvent[] {
    if (this.#watched.size === 0) return events;
    return events.filter(({ value }) => ![...this.#watched.keys()].some((erased) => isAbout(value, erased)));
  }

  /** To be called now and then. */
  async again(now: number): Promise<void> {
    for (const [value, until] of [...this.#watched]) {
      await this.#run(value);
      if (until < now) this.#watched.delete(value);
    }
  }

  async #run(value: string): Promise<Erased> {
    const erased = await this.database.transaction((query) => eraseValue(query, value));
    this.calls.cancel(erased.runs);
    return erased;
  }
}
