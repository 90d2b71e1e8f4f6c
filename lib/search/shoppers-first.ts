import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a search still does after the part that this process sees: its results are read, shown, and looked at. */
const LINGERS_MS = 150;
/** What one core gives the pipeline while shoppers search: a product's fetches take their turn about so often. */
const TURN_MS_PER_CORE = 800;
const LOOK_EVERY_MS = 10;

interface Timing {
  now?: () => number;
  /** Between two turns while shoppers search. */
  turnMs?: number;
}

/**
 * Keeps a backfill from making shoppers wait: while a search is under way in this process, or has just been, the pipeline's pieces of
 * work start one at a time and at a walking pace. Never not at all: shoppers who search without a pause must not stop ingestion.
 */
export class ShoppersFirst {
  private searching = 0;
  private searchedAt = Number.NEGATIVE_INFINITY;
  private turnAt = Number.NEGATIVE_INFINITY;
  private queue: Promise<void> = Promise.resolve();
  private readonly now: () => number;
  private readonly turnMs: number;

  constructor({ now = () => performance.now(), turnMs = TURN_MS_PER_CORE / availableParallelism() }: Timing = {}) {
    this.now = now;
    this.turnMs = turnMs;
  }

  /** Searches that have begun and not ended. */
  get underWay(): number {
    return this.searching;
  }

  /** To be called when a search begins; call what it returns when it ends. */
  begin(): () => void {
    let ended = false;
    this.searching += 1;
    return () => {
      if (ended) return;
      ended = true;
      this.searching -= 1;
      this.searchedAt = this.now();
    };
  }

  /** Runs a search, begun and ended whatever becomes of it. */
  async during<T>(search: () => Promise<T>): Promise<T> {
    const end = this.begin();
    try {
      return await search();
    } finally {
      end();
    }
  }

  /** Resolves when the pipeline may start its next piece of work: at once while nobody searches, else in turn. */
  turn(): Promise<void> {
    const turn = this.queue.then(() => this.wait());
    this.queue = turn;
    return turn;
  }

  /** For work that nobody waits for: resolves once nobody searches, or after so long. */
  async quiet(patienceMs: number): Promise<void> {
    const until = this.now() + patienceMs;
    while (this.isSearching() && this.now() < until) await sleep(LOOK_EVERY_MS);
  }

  private async wait(): Promise<void> {
    while (this.isSearching() && this.now() - this.turnAt < this.turnMs) await sleep(LOOK_EVERY_MS);
    this.turnAt = this.now();
  }

  private isSearching(): boolean {
    return this.searching > 0 || this.now() - this.searchedAt < LINGERS_MS;
  }
}
