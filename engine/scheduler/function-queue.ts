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
  /** Calls under way, by key. */
  readonly #running = new Map<string, number>();
  /** When each key had its last turn, longest ago first. */
  readonly #turns = new Map<string, number>();
  #turn = 0;
  #calls = 0;
  /** The throttle's state. */
  #arrival = 0;
  /** Whether the last look left jobs in the database because their keys had enough here. */
  #hasLeftSome = false;

  constructor(definition: FunctionDefinition) {
    this.definition = definition;
  }

  get calls(): number {
    return this.#calls;
  }

  get needsFilling(): boolean {
    // A key that has nothing here yet must not wait until the others' jobs have run low.
    return this.hasMore && this.#waiting.length < (this.#isKeyed ? WINDOW : LOW_WATER);
  }

  get #isKeyed(): boolean {
    return this.definition.concurrency.byKey !== null;
  }

  /** Started runs first. */
  get #waiting(): Job[] {
    return [...this.#resumed, ...this.#fresh];
  }

  /** What to ask the database for, which does not know what is here. What becomes due meanwhile sets `hasMore`. */
  beginFilling(): { limit: number; fullKeys: string[] } {
    const fullKeys = this.#fullKeys();
    this.hasMore = false;
    this.#hasLeftSome = fullKeys.length > 0;
    return { limit: WINDOW + this.#known.size, fullKeys };
  }

  fill(jobs: Job[], limit = Number.POSITIVE_INFINITY): void {
    if (jobs.length >= limit) this.hasMore = true;
    const waiting = this.#waitingByKey();
    for (const job of jobs) {
      if (this.#known.has(job.runId)) continue;
      const ofKey = waiting.get(job.concurrencyKey) ?? 0;
      if (this.#isKeyed && !job.started && ofKey >= shareOf(waiting.size)) {
        this.#hasLeftSome = true;
        this.hasMore = true;
        continue;
      }
      waiting.set(job.concurrencyKey, ofKey + 1);
      this.add(job);
    }
  }

  /** Jobs that were just stored. Where others wait in the database alone, these come after them. */
  offer(jobs: Job[]): void {
    if (!this.hasMore) this.fill(jobs);
  }

  add(job: Job): void {
    if (this.#known.has(job.runId)) return;
    if (this.#resumed.length + this.#fresh.length >= WINDOW) {
      this.hasMore = true;
      return;
    }
    this.#known.add(job.runId);
    (job.started ? this.#resumed : this.#fresh).push(job);
  }

  /** The next job that may run, now counted as running; `done` or `giveBack` must follow. */
  take(now: number): Job | undefined {
    if (this.#calls >= this.definition.concurrency.all) return undefined;
    const job = this.#inTurn().find((one) => this.#hasRoom(one) && (one.started || this.#isAdmitted(now)));
    if (!job) return undefined;
    const jobs = job.started ? this.#resumed : this.#fresh;
    jobs.splice(jobs.indexOf(job), 1);
    this.#calls++;
    this.#running.set(job.concurrencyKey, (this.#running.get(job.concurrencyKey) ?? 0) + 1);
    if (this.#isKeyed) this.#noteTurn(job.concurrencyKey);
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

  /** What waits, in the order it may be taken: keys longest without a turn first, of a key started runs first. */
  #inTurn(): Job[] {
    if (!this.#isKeyed) return this.#waiting;
    const lastTurn = ({ concurrencyKey }: Job) => this.#turns.get(concurrencyKey) ?? 0;
    return this.#waiting.sort((one, other) => lastTurn(one) - lastTurn(other));
  }

  #noteTurn(key: string): void {
    this.#turns.delete(key);
    this.#turns.set(key, ++this.#turn);
    const [longestAgo] = this.#turns.keys();
    if (this.#turns.size > MOST_TURNS && longestAgo !== undefined) this.#turns.delete(longestAgo);
  }

  #hasRoom({ concurrencyKey }: Job): boolean {
    const { byKey } = this.definition.concurrency;
    return byKey === null || (this.#running.get(concurrencyKey) ?? 0) < byKey.limit;
  }

  #isAdmitted(now: number): boolean {
    const { throttle } = this.definition;
    if (!throttle) return true;
    const admission = admit(throttle, this.#arrival, now);
    if (admission.admitted) this.#arrival = admission.arrival;
    else this.throttledUntil = admission.retryAt;
    return admission.admitted;
  }

  #stopCounting({ concurrencyKey }: Job): void {
    this.#calls--;
    const running = (this.#running.get(concurrencyKey) ?? 1) - 1;
    if (running > 0) this.#running.set(concurrencyKey, running);
    else this.#running.delete(concurrencyKey);
  }

  /** With fewer than half its share the database is asked for more of a key: not for every single one that ended. */
  #fullKeys(): string[] {
    if (!this.#isKeyed) return [];
    const waiting = this.#waitingByKey();
    return [...waiting].filter(([, count]) => count >= shareOf(waiting.size) / 2).map(([key]) => key);
  }

  #waitingByKey(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { concurrencyKey } of this.#waiting) counts.set(concurrencyKey, (counts.get(concurrencyKey) ?? 0) + 1);
    return counts;
  }
}

/** How much of the window is one key's. */
const shareOf = (keys: number): number => Math.min(PER_KEY, Math.max(1, Math.floor(WINDOW / (keys + 1))));
