import { dayOf } from './day';
import { Repeats } from './repeats';
import { COUNTED, type Counts } from './shop-insights.schema';

/** What is counted of a product: its page was opened, its chat followed, it was among a search's good results. */
export type Counted = keyof Counts;

export interface DayCount extends Counts {
  productId: string;
  day: string;
}

export interface CounterDeps {
  /** Adds to what is stored. */
  save(counts: DayCount[]): Promise<void>;
  onFailure(error: unknown): void;
  now?: () => Date;
}

/** Of products that were seen since they were stored last; more at once than any market has in some seconds. */
const MOST_WAITING = 20_000;

/** Counts in memory, so that a page costs no write; `flush` stores what has come together. */
export class ProductCounter {
  readonly #deps: Required<CounterDeps>;
  readonly #repeats: Repeats;
  #waiting = new Map<string, DayCount>();
  #flushing: Promise<void> | undefined;

  constructor(deps: CounterDeps) {
    this.#deps = { now: () => new Date(), ...deps };
    this.#repeats = new Repeats(this.#deps.now);
  }

  /** `client`: whatever tells clients apart; it is not kept. */
  count(what: Counted, client: string, productIds: string[]): void {
    const day = dayOf(this.#deps.now());
    const things = productIds.map((productId) => `${what[0]}${productId}`);
    for (const thing of this.#repeats.countable(client, things)) {
      const productId = thing.slice(1);
      this.#add({ productId, day, views: 0, chats: 0, searches: 0, [what]: 1 });
    }
  }

  /** Stores all that waits, in one go; what cannot be stored waits on. One at a time. */
  flush(): Promise<void> {
    this.#flushing ??= this.#save().finally(() => {
      this.#flushing = undefined;
    });
    return this.#flushing;
  }

  async #save(): Promise<void> {
    if (this.#waiting.size === 0) return;
    const counts = [...this.#waiting.values()];
    this.#waiting = new Map();
    try {
      await this.#deps.save(counts);
    } catch (error) {
      for (const count of counts) this.#add(count);
      this.#deps.onFailure(error);
    }
  }

  #add(count: DayCount): void {
    const key = `${count.day}/${count.productId}`;
    const known = this.#waiting.get(key);
    if (known) {
      for (const what of COUNTED) known[what] += count[what];
    } else if (this.#waiting.size < MOST_WAITING) this.#waiting.set(key, { ...count });
  }
}
