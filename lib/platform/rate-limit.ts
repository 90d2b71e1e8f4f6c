import { clientBusy } from './errors';

interface Bucket {
  tokens: number;
  at: number;
}

export interface RateLimitSettings {
  burst: number;
  perMinute: number;
  /** What is limited, as the message names it, e.g. "searches". */
  what: string;
  now?: () => number;
}

/** Clients remembered at once, some 200 bytes each: a flood of addresses must not become a flood of memory. */
const MOST_CLIENTS = 10_000;
/** Of so many that have been quiet longest, the one that would miss least is forgotten for a newcomer. */
const LOOKED_AT = 8;

/** Waits are told in seconds up to here, then in minutes. */
const TOLD_IN_SECONDS_MS = 120_000;

/** A token bucket per client, in this process. Errors: `too_many_requests` (429, with when to come back). */
export class RateLimit {
  readonly #buckets = new Map<string, Bucket>();
  readonly #settings: Required<RateLimitSettings>;

  constructor(settings: RateLimitSettings) {
    this.#settings = { now: Date.now, ...settings };
  }

  /** As it was set, for the API's document. */
  get settings(): Pick<RateLimitSettings, 'burst' | 'perMinute' | 'what'> {
    return this.#settings;
  }

  /** `cost`: how many of them this is. More than `burst` is never granted. */
  take(client: string, cost = 1): void {
    const { perMinute, what, now } = this.#settings;
    const at = now();
    const tokens = this.left(client);
    // Taken out and put back: a Map keeps its order, so the first one is who has been quiet longest.
    this.#buckets.delete(client);
    if (this.#buckets.size >= MOST_CLIENTS) this.#forgetOne();
    this.#buckets.set(client, { tokens: tokens >= cost ? tokens - cost : tokens, at });
    if (tokens >= cost) return;
    const waitMs = Math.ceil(((cost - tokens) / perMinute) * 60_000);
    throw clientBusy(`Too many ${what} from your network. Please wait ${told(waitMs)} and try again.`, waitMs);
  }

  /** How many more a client may have just now. */
  left(client: string): number {
    const { burst } = this.#settings;
    const known = this.#buckets.get(client);
    return known === undefined ? burst : this.#refilled(known);
  }

  /** Undoes a `take`, for what turned out to need no limit or was refused for another reason. */
  giveBack(client: string, cost = 1): void {
    const known = this.#buckets.get(client);
    if (known !== undefined) known.tokens = Math.min(this.#settings.burst, known.tokens + cost);
  }

  #refilled({ tokens, at }: Bucket): number {
    const { burst, perMinute, now } = this.#settings;
    return Math.min(burst, tokens + ((now() - at) / 60_000) * perMinute);
  }

  /**
   * Whoever is forgotten starts anew: a flood of newcomers pushes out other newcomers, not who has been stopped. Those
   * looked at and kept go to the back, so that they do not fill the front.
   */
  #forgetOne(): void {
    const quiet: [string, Bucket][] = [];
    for (const entry of this.#buckets) if (quiet.push(entry) >= LOOKED_AT) break;
    const tokens = quiet.map(([, bucket]) => this.#refilled(bucket));
    const fullest = tokens.indexOf(Math.max(...tokens));
    for (const [at, [client, bucket]] of quiet.entries()) {
      this.#buckets.delete(client);
      if (at !== fullest) this.#buckets.set(client, bucket);
    }
  }
}

function told(waitMs: number): string {
  return waitMs > TOLD_IN_SECONDS_MS ? `${Math.ceil(waitMs / 60_000)} minutes` : `${Math.ceil(waitMs / 1000)} seconds`;
}
