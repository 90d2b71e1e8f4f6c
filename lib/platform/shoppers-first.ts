import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a search still does after the part that this process sees: its results are read, shown, and looked at. */
const LINGERS_MS = 150;
/** What one core gives the pipeline while shoppers search: a product's fetches take their turn about so often. */
const TURN_MS_PER_CORE = 1_200;
const LOOK_EVERY_MS = 10;
/** No search takes longer (a full-size model on two busy cores: 20 s, then it is given up): what does is no search. */
const LONGEST_SEARCH_MS = 20_000;

interface Timing {
  now?: () => number;
  /** Between two turns while shoppers search. */
  turnMs?: number;
}

/**
 * Keeps a backfill from making shoppers wait: while a search is under way in this process, or has just been, pieces
 * of the pipeline's work start one at a time and slowly. They never stop: constant searches must not end ingestion.
 */
export class ShoppersFirst {
  /** When each search under way began. */
  private readonly searching = new Set<{ since: number }>();
  private searchedAt = Number.NEGATIVE_INFINITY;
  private turnAt = Number.NEGATIVE_INFINITY;
  private queue: Promise<void> = Promise.resolve();
  private readonly now: () => number;
  private readonly turnMs: number;

  constructor({ now = () => performance.now(), turnMs = TURN_MS_PER_CORE / availableParallelism() }: Timing = {}) {
    this.now = now;
    this.turnMs = turnMs;
  }

  /** Searches that have begun and not ended, for as long as a search takes at most. */
  get underWay(): number {
    const longAgo = this.now() - LONGEST_SEARCH_MS;
    for (const search of this.searching) if (search.since < longAgo) this.searching.delete(search);
    return this.searching.size;
  }

  /** To be called when all that a search needs has arrived; call what it returns when the search ends. */
  begin(): () => void {
    const search = { since: this.now() };
    this.searching.add(search);
    return () => {
      if (this.searching.delete(search)) this.searchedAt = this.now();
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
    return this.underWay > 0 || this.now() - this.searchedAt < LINGERS_MS;
  }
}
