import type { FunctionDefinition } from '../protocol/function-definition';
import type { Job } from '../store/jobs';
import { admit } from './gcra';

/** How many due jobs of a function are held in memory; the others wait in the database. */
const WINDOW = 500;
/** Below this the window is filled again. */
const LOW_WATER = 100;
/** As many new jobs a key has in the window, fewer where there are many keys, so that none hides the others'. */
const PER_KEY = 20;
/** Keys whose last turn is remembered. One that is forgotten comes first next time, as a new one does. */
const MOST_TURNS = 1_000;
/** For a function without a limit of its own: what an app can be asked to do at once has to have some bound. */
const DEFAULT_CONCURRENCY = 64;

/**
 * What is due for one function and what of it may run now: its concurrency limits and its throttle. Where a limit has a
 * key, keys take turns: what one of them has waiting holds up no other, however much it is.
 */
export class FunctionQueue {
  definition: FunctionDefinition;
  /** Whether the database may hold due jobs that are not in the window. */
  hasMore = true;
  /** When a throttled job may start, or Infinity. */
  throttledUntil = Number.POSITIVE_INFINITY;

  readonly #resumed: Job[] = [];
  readonly #fresh: Job[] = [];
  /** In the window or being called. */
  readonly #known = new Set<string>();
  /** Calls under way by concurrency key. */
  readonly #running = new Map<string, number>();
  /** The throttle's state: the arrival that it expects next. */
  #arrival = 0;
  /** Whether the last look left jobs in the database because their keys had enough here. */
  #hasLeftSome = false;
  /** When each set of keys had its last turn, longest ago first. */
  readonly #turns = new Map<string, number>();
  #turn = 0;
  #calls = 0;

  constructor(definition: FunctionDefinition) {
    this.definition = definition;
  }

  get calls(): number {
    return this.#calls;
  }

  get needsFilling(): boolean {
    // A key that has nothing here yet must not wait until the others' jobs have run low.
    return this.hasMore && this.#waiting < (this.#keyed.length > 0 ? WINDOW : LOW_WATER);
  }

  get #waiting(): number {
    return this.#resumed.length + this.#fresh.length;
  }

  /**
   * What to ask the database for: it does not know which jobs are known here. What becomes due meanwhile sets `hasMore`
   * again.
   */
  beginFilling(): { limit: number; fullKeys: string[] } {
    const fullKeys = this.#fullKeys();
    this.hasMore = false;
    this.#hasLeftSome = fullKeys.length > 0;
    return { limit: WINDOW + this.#known.size, fullKeys };
  }

  /** Jobs that were just stored. Where others wait in the database alone, these come after them. */
  offer(jobs: Job[]): void {
    if (!this.hasMore) this.fill(jobs);
  }

  fill(jobs: Job[], limit = Number.POSITIVE_INFINITY): void {
    if (jobs.length >= limit) this.hasMore = true;
    const waiting = this.#waitingByKey();
    for (const job of jobs) {
      if (this.#known.has(job.runId)) continue;
      const keys = this.#keysOf(job);
      if (!job.started && keys.some((key) => (waiting.get(key) ?? 0) >= shareOf(waiting.size))) {
        this.#hasLeftSome = true;
        this.hasMore = true;
        continue;
      }
      for (const key of keys) waiting.set(key, (waiting.get(key) ?? 0) + 1);
      this.add(job);
    }
  }

  add(job: Job): void {
    if (this.#known.has(job.runId)) return;
    if (this.#waiting >= WINDOW) {
      this.hasMore = true;
      return;
    }
    this.#known.add(job.runId);
    (job.started ? this.#resumed : this.#fresh).push(job);
  }

  /** The next job that may run, now counted as running; `done` or `giveBack` must follow. */
  take(now: number): Job | undefined {
    if (this.#calls >= this.#mostCalls()) return undefined;
    const job = this.#inTurn().find((job) => this.#hasRoom(job) && (job.started || this.#isAdmitted(now)));
    if (!job) return undefined;
    const jobs = job.started ? this.#resumed : this.#fresh;
    jobs.splice(jobs.indexOf(job), 1);
    this.#calls++;
    for (const key of job.concurrencyKeys) this.#running.set(key, (this.#running.get(key) ?? 0) + 1);
    this.#noteTurn(job);
    return job;
  }

  /** The call is over and its outcome stored (or the job turned out not to be due). */
  done(job: Job): void {
    this.#stopCounting(job);
    this.#known.delete(job.runId);
    if (this.#hasLeftSome) this.hasMore = true;
  }

  /** The app could not be reached: the job is due as before, and has passed the throttle. */
  giveBack(job: Job): void {
    this.#stopCounting(job);
    this.#resumed.unshift({ ...job, started: true });
  }

  /** Forgets what is waiting, so that the database is asked anew. */
  clear(): void {
    for (const job of [...this.#resumed.splice(0), ...this.#fresh.splice(0)]) this.#known.delete(job.runId);
    this.hasMore = true;
  }

  restoreThrottle(arrival: number): void {
    this.#arrival = arrival;
  }

  /** What waits, in the order it may be taken: keys longest without a turn first, of a key started runs first. */
  #inTurn(): Job[] {
    const waiting = [...this.#resumed, ...this.#fresh];
    if (this.#keyed.length === 0) return waiting;
    const lastTurn = (job: Job) => this.#turns.get(this.#keysOf(job).join()) ?? 0;
    return waiting
      .map((job) => ({ job, turn: lastTurn(job) }))
      .sort((one, other) => one.turn - other.turn)
      .map(({ job }) => job);
  }

  #noteTurn(job: Job): void {
    if (this.#keyed.length === 0) return;
    const keys = this.#keysOf(job).join();
    this.#turns.delete(keys);
    this.#turns.set(keys, ++this.#turn);
    const [longestAgo] = this.#turns.keys();
    if (this.#turns.size > MOST_TURNS && longestAgo !== undefined) this.#turns.delete(longestAgo);
  }

  /** Which of the concurrency limits have a key. */
  get #keyed(): number[] {
    return this.definition.concurrency.flatMap(({ key }, index) => (key === null ? [] : [index]));
  }

  #keysOf(job: Job): string[] {
    return this.#keyed.flatMap((index) => job.concurrencyKeys[index] ?? []);
  }

  #hasRoom(job: Job): boolean {
    return this.definition.concurrency.every(({ limit }, index) => {
      const key = job.concurrencyKeys[index];
      return key === undefined || (this.#running.get(key) ?? 0) < limit;
    });
  }

  #isAdmitted(now: number): boolean {
    const { throttle } = this.definition;
    if (!throttle) return true;
    const admission = admit(throttle, this.#arrival, now);
    if (admission.admitted) {
      this.#arrival = admission.arrival;
      return true;
    }
    this.throttledUntil = Math.min(this.throttledUntil, admission.retryAt);
    return false;
  }

  #stopCounting(job: Job): void {
    this.#calls--;
    for (const key of job.concurrencyKeys) {
      const running = (this.#running.get(key) ?? 1) - 1;
      if (running > 0) this.#running.set(key, running);
      else this.#running.delete(key);
    }
  }

  #mostCalls(): number {
    const whole = this.definition.concurrency.filter(({ key }) => key === null).map(({ limit }) => limit);
    return whole.length > 0 ? Math.min(...whole) : DEFAULT_CONCURRENCY;
  }

  /** With fewer than half its share the database is asked for more of a key: not for every single one that ended. */
  #fullKeys(): string[] {
    const waiting = this.#waitingByKey();
    return [...waiting].filter(([, count]) => count >= shareOf(waiting.size) / 2).map(([key]) => key);
  }

  #waitingByKey(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const job of [...this.#resumed, ...this.#fresh]) {
      for (const key of this.#keysOf(job)) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  }
}

/** How much of the window is one key's. */
const shareOf = (keys: number): number => Math.min(PER_KEY, Math.max(1, Math.floor(WINDOW / (keys + 1))));
