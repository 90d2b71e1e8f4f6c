import { createHmac, randomBytes } from 'node:crypto';
import { dayOf } from './day';

/** A whole town may share an address, and a phone's make; one shopper rarely comes back more often in a day. */
const MOST_TIMES = 3;
/** Some 100 bytes each; of more, the oldest are forgotten and count again. */
const MOST_REMEMBERED = 100_000;

/**
 * How often the same client did the same thing today, so that who reloads a page all day counts a few times only.
 * Remembers nobody: what is kept is a hash with a key that nobody has, for a day at most, in this process alone.
 */
export class Repeats {
  readonly #now: () => Date;
  readonly #times = new Map<string, number>();
  #day = '';
  #key = randomBytes(32);

  constructor(now: () => Date = () => new Date()) {
    this.#now = now;
  }

  /** Those of the things that this client has not done a few times today already. */
  countable(client: string, things: string[]): string[] {
    this.#turnTheDay();
    const who = this.#hash(client);
    return things.filter((thing) => this.#isCountable(`${who}/${thing}`));
  }

  #isCountable(what: string): boolean {
    const times = this.#times.get(what) ?? 0;
    if (times >= MOST_TIMES) return false;
    // A Map keeps its order: the first one was seen longest ago.
    if (times === 0 && this.#times.size >= MOST_REMEMBERED) this.#forgetOldest();
    this.#times.set(what, times + 1);
    return true;
  }

  #forgetOldest(): void {
    const [oldest] = this.#times.keys();
    if (oldest !== undefined) this.#times.delete(oldest);
  }

  #turnTheDay(): void {
    const day = dayOf(this.#now());
    if (day === this.#day) return;
    this.#day = day;
    this.#key = randomBytes(32);
    this.#times.clear();
  }

  #hash(client: string): string {
    return createHmac('sha256', this.#key).update(client).digest('base64url').slice(0, 16);
  }
}
