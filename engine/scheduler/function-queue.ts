import type { FunctionDefinition } from '../protocol/function-definition';
import { type Job, jobKey } from '../store/jobs';
import { admit } from './gcra';

/** How many due jobs of a function are held in memory; the others wait in the database. */
const WINDOW = 500;
/** Below this the window is filled again. */
const LOW_WATER = 100;
/** A key with this many jobs in the window gets no more, so that it cannot hide the other keys'. */
const PER_KEY = 50;
/** For a function without a limit of its own: what an app can be asked to do at once has to have some bound. */
const DEFAULT_CONCURRENCY = 64;

/** What is due for one function and what of it may run now: its concurrency limits and its throttle. */
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
  readonly #arrivals = new Map<string, number>();
  #calls = 0;

  constructor(definition: FunctionDefinition) {
    this.definition = definition;
  }

  get calls(): number {
    return this.#calls;
  }

  get needsFilling(): boolean {
    return this.hasMore && this.#waiting < LOW_WATER;
  }

  get #waiting(): number {
    return this.#resumed.length + this.#fresh.length;
  }

  /** What to ask the database for: it does not know which jobs are known here. What becomes due meanwhile sets `hasMore` again. */
  beginFilling(): { limit: number; fullKeys: string[] } {
    this.hasMore = false;
    return { limit: WINDOW + this.#known.size, fullKeys: this.#fullKeys() };
  }

  fill(jobs: Job[], limit: number): void {
    if (jobs.length >= limit) this.hasMore = true;
    for (const job of jobs) this.add(job);
  }

  add(job: Job): void {
    const key = jobKey(job);
    if (this.#known.has(key)) return;
    if (this.#waiting >= WINDOW) {
      this.hasMore = true;
      return;
    }
    this.#known.add(key);
    (job.started ? this.#resumed : this.#fresh).push(job);
  }

  /** The next job that may run, now counted as running; `done` or `giveBack` must follow. */
  take(now: number): Job | undefined {
    if (this.#calls >= this.#mostCalls()) return undefined;
    return this.#takeFrom(this.#resumed, now) ?? this.#takeFrom(this.#fresh, now);
  }

  /** The call is over and its outcome stored (or the job turned out not to be due). */
  done(job: Job): void {
    this.#stopCounting(job);
    this.#known.delete(jobKey(job));
    // A full key's other jobs may have been left in the database.
    if (this.definition.concurrency.some(({ key }) => key !== null)) this.hasMore = true;
  }

  /** The app could not be reached: the job is due as before, and has passed the throttle. */
  giveBack(job: Job): void {
    this.#stopCounting(job);
    this.#resumed.unshift({ ...job, started: true });
  }

  /** Forgets what is waiting, so that the database is asked anew. */
  clear(): void {
    for (const job of [...this.#resumed.splice(0), ...this.#fresh.splice(0)]) this.#known.delete(jobKey(job));
    this.hasMore = true;
  }

  restoreThrottle(key: string, arrival: number): void {
    this.#arrivals.set(key, arrival);
  }

  #takeFrom(jobs: Job[], now: number): Job | undefined {
    for (const [index, job] of jobs.entries()) {
      if (!this.#hasRoom(job)) continue;
      if (!job.started && !this.#isAdmitted(job, now)) continue;
      jobs.splice(index, 1);
      this.#calls++;
      for (const key of job.concurrencyKeys) this.#running.set(key, (this.#running.get(key) ?? 0) + 1);
      return job;
    }
    return undefined;
  }

  #hasRoom(job: Job): boolean {
    return this.definition.concurrency.every(({ limit }, index) => {
      const key = job.concurrencyKeys[index];
      return key === undefined || (this.#running.get(key) ?? 0) < limit;
    });
  }

  #isAdmitted(job: Job, now: number): boolean {
    const { throttle } = this.definition;
    if (!throttle) return true;
    const key = job.throttleKey ?? '';
    const admission = admit(throttle, this.#arrivals.get(key) ?? 0, now);
    if (admission.admitted) {
      this.#arrivals.set(key, admission.arrival);
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

  #fullKeys(): string[] {
    const keyed = this.definition.concurrency.flatMap(({ key }, index) => (key === null ? [] : [index]));
    if (keyed.length === 0) return [];
    const counts = new Map<string, number>();
    for (const job of [...this.#resumed, ...this.#fresh]) {
      for (const index of keyed) {
        const key = job.concurrencyKeys[index];
        if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    return [...counts].filter(([, count]) => count >= PER_KEY).map(([key]) => key);
  }
}
