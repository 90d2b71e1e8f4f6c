import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { clientBusy } from './errors';
import { RateLimit } from './rate-limit';

/** Of one e-mail from one address: a person who has forgotten which password it was. */
const BY_PAIR = { burst: 10, perMinute: 3, what: 'sign-ins with this e-mail' };
/** From one address whatever the e-mail: an office. */
const BY_ADDRESS = { burst: 60, perMinute: 20, what: 'sign-ins' };
/** Failures of one e-mail from anywhere; they are forgotten one a minute. */
const FAILURES = { burst: 30, perMinute: 1, what: 'failed sign-ins' };
/** So many cost nothing; each more makes strangers to this e-mail wait longer. Nobody is refused for others. */
const FREE_FAILURES = 10;
const DELAY_PER_FAILURE_MS = 250;
/** Long for who tries thousands, bearable for who comes with the right password from a place that is new. */
const LONGEST_DELAY_MS = 5_000;
/** Under way from one address, delays included: with the delay that bounds what many attempts at once can try. */
const MOST_FROM_ADDRESS = 4;
/** Under way in all, but for those who have signed in before: each holds a request open. Some 20 s of checks. */
const MOST_UNDER_WAY = 200;
/** One check takes 32 MB, and all of a core for 0.1 s: shoppers' cores. */
const CHECKS_AT_ONCE = 1;
/** Pairs of an e-mail and an address that have signed in: the people who run Soko, in all the places they work at. */
const MOST_KNOWN = 1_000;

export interface SignInAttempt {
  email: string;
  address: string;
}

export interface SignInLimitSettings {
  now?: () => number;
  pause?: (ms: number) => Promise<unknown>;
}

/**
 * How often passwords may be tried. Whoever guesses is stopped at the address the guesses come from; the e-mail's
 * owner, elsewhere, is at most delayed, and not even that where they have signed in before (in this process's time).
 */
export class SignInLimits {
  readonly #byPair: RateLimit;
  readonly #byAddress: RateLimit;
  readonly #failures: RateLimit;
  readonly #pause: (ms: number) => Promise<unknown>;
  /** In the order of their last sign-in. */
  readonly #known = new Set<string>();
  readonly #underWay = new Map<string, number>();
  #strangers = 0;
  /** Each has its own: who is known does not queue behind a flood. */
  readonly #checks = { known: pLimit(CHECKS_AT_ONCE), stranger: pLimit(CHECKS_AT_ONCE) };

  constructor({ now = Date.now, pause = sleep }: SignInLimitSettings = {}) {
    this.#byPair = new RateLimit({ ...BY_PAIR, now });
    this.#byAddress = new RateLimit({ ...BY_ADDRESS, now });
    this.#failures = new RateLimit({ ...FAILURES, now });
    this.#pause = pause;
  }

  /** `check` answers null for a wrong password. Errors: `too_many_requests`. */
  async attempt<T>({ email, address }: SignInAttempt, check: () => Promise<T | null>): Promise<T | null> {
    const pair = `${address}\n${email}`;
    const who = this.#known.has(pair) ? 'known' : 'stranger';
    const left = this.#enter(address, who);
    try {
      this.#byAddress.take(address);
      this.#byPair.take(pair);
      if (who === 'stranger') await this.#delay(email);
      const result = await this.#checks[who](check);
      if (result === null) this.#failed(email);
      else this.#succeeded(pair, address);
      return result;
    } finally {
      left();
    }
  }

  #enter(address: string, who: 'known' | 'stranger'): () => void {
    const from = this.#underWay.get(address) ?? 0;
    const isStranger = who === 'stranger';
    if (from >= MOST_FROM_ADDRESS || (isStranger && this.#strangers >= MOST_UNDER_WAY)) throw busy();
    this.#underWay.set(address, from + 1);
    if (isStranger) this.#strangers += 1;
    return () => {
      const still = (this.#underWay.get(address) ?? 1) - 1;
      if (still > 0) this.#underWay.set(address, still);
      else this.#underWay.delete(address);
      if (isStranger) this.#strangers -= 1;
    };
  }

  async #delay(email: string): Promise<void> {
    const failures = FAILURES.burst - this.#failures.left(email);
    const delay = Math.min(LONGEST_DELAY_MS, (failures - FREE_FAILURES) * DELAY_PER_FAILURE_MS);
    if (delay > 0) await this.#pause(delay);
  }

  #failed(email: string): void {
    // It only counts: at its end nobody is refused.
    if (this.#failures.left(email) >= 1) this.#failures.take(email);
  }

  #succeeded(pair: string, address: string): void {
    this.#byPair.giveBack(pair);
    this.#byAddress.giveBack(address);
    this.#known.delete(pair);
    this.#known.add(pair);
    for (const oldest of this.#known) {
      if (this.#known.size <= MOST_KNOWN) break;
      this.#known.delete(oldest);
    }
  }
}

const busy = () => clientBusy('Too many people are signing in just now. Please wait 5 seconds and try again.', 5_000);
