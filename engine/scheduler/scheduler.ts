import type { Logger } from 'pino';
import type { FunctionDefinition } from '../protocol/function-definition';
import { type Database, isConnectionError, persist } from '../store/database';
import { type CallState, type Job, loadCalls, readDueJobs } from '../store/jobs';
import type { PlannedRun } from '../store/plan-event';
import type { AppDirectory, Endpoint } from './app-directory';
import type { Called, Caller } from './caller';
import { FunctionQueue } from './function-queue';

/** All calls under way together, whatever the functions' own limits. */
const MAX_CALLS = 256;
/** After an error that nobody foresaw the job waits, so that it does not spin. */
const QUARANTINE_MS = 5_000;
/** Timers cannot be longer than 24 days; what is that far away is found by looking now and then. */
const LONGEST_TIMER_MS = 3_600_000;

export interface SchedulerOptions {
  database: Database;
  directory: AppDirectory;
  caller: Caller;
  logger: Logger;
  signal: AbortSignal;
}

interface Picked {
  job: Job;
  endpoint: Endpoint;
  queue: FunctionQueue;
}

/**
 * Decides what is called when. What is due is in the database; here are only a window of it, the calls under way, and
 * the functions' limits. Nothing is marked as taken in the database: there is one engine, and after a crash it is all
 * due again.
 */
export class Scheduler {
  readonly #queues = new Map<string, FunctionQueue>();
  readonly #underWay = new Set<Promise<void>>();
  readonly #wakeAt = new Map<string, number>();
  #calls = 0;
  #timer: NodeJS.Timeout | undefined;
  #isTickPlanned = false;
  #isPaused = false;

  constructor(private readonly options: SchedulerOptions) {}

  /** Takes over the functions that are registered now. */
  replaceFunctions(definitions: FunctionDefinition[]): void {
    const ids = new Set(definitions.map(({ id }) => id));
    for (const id of this.#queues.keys()) if (!ids.has(id)) this.#queues.delete(id);
    for (const definition of definitions) {
      const queue = this.#queues.get(definition.id);
      if (queue) queue.definition = definition;
      else this.#queues.set(definition.id, new FunctionQueue(definition));
    }
    this.#planTick();
  }

  callsOf(functionId: string): number {
    return this.#queues.get(functionId)?.calls ?? 0;
  }

  /** Runs that were just stored: they need not be read. */
  started(runs: PlannedRun[]): void {
    const now = Date.now();
    const jobs = new Map<string, Job[]>();
    for (const { id: runId, function_id: functionId, concurrency_key: concurrencyKey, due_at } of runs) {
      if (Date.parse(due_at) > now) this.#wakeLater(functionId, Date.parse(due_at));
      else jobs.set(functionId, [...(jobs.get(functionId) ?? []), { runId, concurrencyKey, started: false }]);
    }
    for (const [functionId, own] of jobs) this.#queues.get(functionId)?.offer(own);
    this.#planTick();
  }

  /** Something may be due for these functions. */
  wake(functionIds: Iterable<string>): void {
    for (const id of functionIds) {
      const queue = this.#queues.get(id);
      if (queue) queue.hasMore = true;
    }
    this.#planTick();
  }

  wakeAll(): void {
    this.wake(this.#queues.keys());
  }

  /** While the database is away nothing new is called; what is under way goes on and waits with its results. */
  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    for (const queue of this.#queues.values()) queue.clear();
    this.#planTick();
  }

  /** Calls nothing more and waits for what is under way. */
  async drain(): Promise<void> {
    this.#isPaused = true;
    clearTimeout(this.#timer);
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  #planTick(): void {
    if (this.#isTickPlanned || this.#isPaused) return;
    this.#isTickPlanned = true;
    setImmediate(() => {
      this.#isTickPlanned = false;
      if (!this.#isPaused) this.#tick();
    });
  }

  #wakeLater(functionId: string, at: number): void {
    if (!Number.isFinite(at)) return;
    this.#wakeAt.set(functionId, Math.min(at, this.#wakeAt.get(functionId) ?? Number.POSITIVE_INFINITY));
    this.#setTimer();
  }

  #setTimer(): void {
    clearTimeout(this.#timer);
    const wait = Math.min(...this.#wakeAt.values()) - Date.now();
    if (wait > LONGEST_TIMER_MS) return;
    const wakeDue = () => {
      const now = Date.now();
      const due = [...this.#wakeAt].filter(([, at]) => at <= now).map(([id]) => id);
      for (const id of due) this.#wakeAt.delete(id);
      this.wake(due);
      this.#setTimer();
    };
    this.#timer = setTimeout(wakeDue, Math.max(wait, 1));
  }

  /** One job of each function in turn, until none may run. */
  #tick(): void {
    const picked: Picked[] = [];
    let able = [...this.#queues.values()];
    for (const queue of able) queue.throttledUntil = Number.POSITIVE_INFINITY;
    while (able.length > 0) {
      able = able.filter((queue) => {
        const pick = this.#calls < MAX_CALLS ? this.#pick(queue) : undefined;
        if (pick) picked.push(pick);
        return pick !== undefined;
      });
    }
    if (picked.length > 0) this.#track(this.#callAll(picked));
    for (const queue of this.#queues.values()) if (queue.needsFilling) this.#track(this.#fill(queue));
  }

  #pick(queue: FunctionQueue): Picked | undefined {
    const now = Date.now();
    const { id } = queue.definition;
    const endpoint = this.options.directory.pick(id, now);
    if (!('url' in endpoint)) {
      this.#wakeLater(id, endpoint.askAgainAt);
      return undefined;
    }
    const job = queue.take(now);
    if (!job) {
      this.#wakeLater(id, queue.throttledUntil);
      return undefined;
    }
    this.#calls++;
    endpoint.calls++;
    return { job, endpoint, queue };
  }

  #track(work: Promise<void>): void {
    const tracked: Promise<void> = work
      .catch((error: unknown) => {
        if (!this.options.signal.aborted) this.options.logger.error({ err: error }, 'the scheduler met an error');
      })
      .finally(() => this.#underWay.delete(tracked));
    this.#underWay.add(tracked);
  }

  async #fill(queue: FunctionQueue): Promise<void> {
    const { limit, fullKeys } = queue.beginFilling();
    try {
      const request = { functionId: queue.definition.id, now: Date.now(), limit, fullKeys };
      const jobs = await readDueJobs(this.options.database.query, request);
      queue.fill(jobs, limit);
      if (jobs.length > 0) this.#planTick();
    } catch (error) {
      queue.hasMore = true;
      if (!isConnectionError(error)) throw error;
    }
  }

  async #callAll(picked: Picked[]): Promise<void> {
    const { database, signal } = this.options;
    const jobs = picked.map(({ job }) => job);
    let states: CallState[];
    try {
      states = await persist(() => loadCalls(database.query, jobs, Date.now()), signal);
    } catch (error) {
      for (const { endpoint } of picked) endpoint.calls--;
      for (const { queue, job } of picked) this.#releaseLater(queue, job);
      throw error;
    }
    const stateOf = new Map(states.map((state) => [state.job, state]));
    for (const one of picked) {
      const state = stateOf.get(one.job);
      if (state) {
        this.#track(this.#call(one, state));
      } else {
        one.endpoint.calls--;
        this.#release(one.queue, one.job);
      }
    }
  }

  async #call({ job, endpoint, queue }: Picked, state: CallState): Promise<void> {
    let called: Called;
    try {
      called = await this.options.caller.call(state, endpoint, queue.definition);
    } catch (error) {
      this.#releaseLater(queue, job);
      throw error;
    }
    if (called.kind === 'given-back') {
      this.#calls--;
      queue.giveBack(job);
      this.#planTick();
      return;
    }
    this.#release(queue, job);
    const { dueAt = Number.POSITIVE_INFINITY } = called;
    if (dueAt <= Date.now()) queue.add({ ...job, started: true });
    else this.#wakeLater(queue.definition.id, dueAt);
    this.started(called.started);
  }

  #release(queue: FunctionQueue, job: Job): void {
    this.#calls--;
    queue.done(job);
    this.#planTick();
  }

  #releaseLater(queue: FunctionQueue, job: Job): void {
    setTimeout(() => this.#release(queue, job), QUARANTINE_MS).unref();
  }
}
