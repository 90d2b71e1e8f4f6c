import { SokoError } from '@/lib/platform/errors';

/** A key that was changed on one side only fails every time; a few of those say it as well as hundreds. */
export const MOST_FORGERIES = 5;
/** So long nothing of theirs is read. */
const FORGET_AFTER_MS = 60_000;
/** Clients remembered at once: a flood of addresses must not become a flood of memory. */
const MOST_CLIENTS = 10_000;

/**
 * Checking a signature costs the reading of a whole body: whoever sent several that were none is not read for a while.
 */
export class ForgeryWatch {
  readonly #failed = new Map<string, { count: number; until: number }>();

  constructor(private readonly now: () => number = Date.now) {}

  /** Errors: `too_many_forgeries` (429). */
  admit(client: string): void {
    const known = this.#failed.get(client);
    if (!known || known.count < MOST_FORGERIES) return;
    const afterMs = known.until - this.now();
    if (afterMs <= 0) {
      this.#failed.delete(client);
      return;
    }
    throw new SokoError({
      code: 'too_many_forgeries',
      message: 'Too many calls from this address were not signed with our INNGEST_SIGNING_KEY.',
      status: 429,
      retry: { again: true, afterMs },
    });
  }

  failed(client: string): void {
    const known = this.#failed.get(client);
    const count = known && known.until > this.now() ? known.count + 1 : 1;
    // Taken out and put back: a Map keeps its order, so the first one is who failed longest ago.
    this.#failed.delete(client);
    this.#failed.set(client, { count, until: this.now() + FORGET_AFTER_MS });
    const oldest = this.#failed.keys().next();
    if (this.#failed.size > MOST_CLIENTS && !oldest.done) this.#failed.delete(oldest.value);
  }
}
