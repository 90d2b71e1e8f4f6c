import { SokoError } from './errors';

interface Bucket {
  tokens: number;
  at: number;
}

export interface RateLimitSettings {
  /** How many at once. */
  burst: number;
  /** How many more every minute. */
  perMinute: number;
  /** What is limited, as the message names it, e.g. "searches". */
  what: string;
  now?: () => number;
}

/** Clients remembered at once: a flood of addresses must not become a flood of memory. */
const MOST_CLIENTS = 10_000;

/** Waits are told in seconds up to here, then in minutes. */
const TOLD_IN_SECONDS_MS = 120_000;

/** A token bucket per client, in this process. Errors: `too_many_requests` (429, with when to come back). */
export class RateLimit {
  readonly #buckets = new Map<string, Bucket>();
  readonly #settings: Required<RateLimitSettings>;

  constructor(settings: RateLimitSettings) {
    this.#settings = { now: Date.now, ...settings };
  }

  /** `cost`: how many of them this is. More than `burst` is never granted. */
  take(client: string, cost = 1): void {
    const { burst, perMinute, what, now } = this.#settings;
    const at = now();
    const known = this.#buckets.get(client) ?? { tokens: burst, at };
    const tokens = Math.min(burst, known.tokens + ((at - known.at) / 60_000) * perMinute);
    // Taken out and put back: a Map keeps its order, so the first one is who has been quiet longest.
    this.#buckets.delete(client);
    this.#buckets.set(client, { tokens: tokens >= cost ? tokens - cost : tokens, at });
    if (this.#buckets.size > MOST_CLIENTS) this.#forgetOldest();
    if (tokens >= cost) return;
    const waitMs = Math.ceil(((cost - tokens) / perMinute) * 60_000);
    throw new SokoError({
      code: 'too_many_requests',
      message: `Too many ${what} from your network. Please wait ${told(waitMs)} and try again.`,
      status: 429,
      retry: { again: true, afterMs: waitMs },
    });
  }

  /** What was taken for something that was then refused for another reason. */
  giveBack(client: string, cost: number): void {
    const known = this.#buckets.get(client);
    if (known) known.tokens = Math.min(this.#settings.burst, known.tokens + cost);
  }

  #forgetOldest(): void {
    const oldest = this.#buckets.keys().next();
    if (!oldest.done) this.#buckets.delete(oldest.value);
  }
}

function told(waitMs: number): string {
  return waitMs > TOLD_IN_SECONDS_MS ? `${Math.ceil(waitMs / 60_000)} minutes` : `${Math.ceil(waitMs / 1000)} seconds`;
}
