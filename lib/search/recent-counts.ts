interface Kept<T> {
  value: Promise<T>;
  until: number;
}

export interface RecentCountsSettings {
  /** How old an answer may be, in milliseconds. */
  keptMs: number;
  /** Answers remembered at once; the oldest is forgotten first. */
  atMost: number;
  now?: () => number;
}

/** Answers that many pages ask for and that may be some seconds old: asked once, however many wait. A failure is not kept. */
export class RecentCounts<T> {
  readonly #kept = new Map<string, Kept<T>>();
  readonly #settings: Required<RecentCountsSettings>;

  constructor(settings: RecentCountsSettings) {
    this.#settings = { now: Date.now, ...settings };
  }

  get(key: string, count: () => Promise<T>): Promise<T> {
    const { keptMs, atMost, now } = this.#settings;
    const known = this.#kept.get(key);
    if (known && now() < known.until) return known.value;
    const kept = { value: count(), until: now() + keptMs };
    // Taken out first: a Map keeps its order, so the first one is the oldest.
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= atMost) break;
      this.#kept.delete(oldest);
    }
    kept.value.catch(() => {
      if (this.#kept.get(key) === kept) this.#kept.delete(key);
    });
    return kept.value;
  }
}
