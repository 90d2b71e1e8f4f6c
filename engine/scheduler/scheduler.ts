import type { Logger } from 'pino';
import type { Metrics } from '../metrics';
import { callBody } from '../protocol/call-body';
import type { FunctionDefinition } from '../protocol/function-definition';
import { isConnectionError } from '../store/connection-errors';
import type { Database } from '../store/database';
import { type CallState, type Job, loadCalls, readDueJobs } from '../store/jobs';
import type { AppClient } from './app-client';
import type { AppDirectory, Endpoint } from './app-directory';
import type { Call, Calls } from './calls';
import { FunctionQueue } from './function-queue';
import { persist } from './persistence';
import type { Registry } from './registry';
import type { Settled, Settler } from './settler';
import { judge } from './verdict';

/** All calls under way together, whatever the functions' own limits. */
const MAX_CALLS = 256;
/** After an error that nobody foresaw the job waits, so that it does not spin. */
const QUARANTINE_MS = 5_000;

export interface SchedulerOptions {
  database: Database;
  registry: Registry;
  directory: AppDirectory;
  client: AppClient;
  settler: Settler;
  calls: Calls;
  retryBaseMs: number;
  logger: Logger;
  metrics: Metrics;
  signal: AbortSignal;
}

/**
 * Decides what is called when. What is due is in the database; here are only a window of it, the calls under way, and the
 * functions' limits. Nothing is marked as taken in the database: there is one engine, and after a crash all of it is due again.
 */
export class Scheduler {
  readonly #queues = new Map<string, FunctionQueue>();
  readonly #underWay = new Set<Promise<void>>();
  readonly #wakeAt = new Map<string, number>();
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

  restoreThrottle(functionId: string, key: string, arrival: number): void {
    this.#queues.get(functionId)?.restoreThrottle(key, arrival);
  }

  callsOf(functionId: string): number {
    return this.#queues.get(functionId)?.calls ?? 0;
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
    this.#arm();
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const next = Math.min(...this.#wakeAt.values());
    // Timers cannot be longer than 24 days; what is that far away is found by looking now and then.
    if (!Number.isFinite(next) || next - Date.now() > 3_600_000) return;
    this.#timer = setTimeout(
      () => {
        const now = Date.now();
        const due = [...this.#wakeAt].filter(([, at]) => at <= now).map(([id]) => id);
        for (const id of due) this.#wakeAt.delete(id);
        this.wake(due);
        this.#arm();
      },
      Math.max(next - Date.now(), 1),
    );
  }

  /** One job of each function in turn, until none may run. */
  #tick(): void {
    const now = Date.now();
    const picked: { job: Job; endpoint: Endpoint; queue: FunctionQueue }[] = [];
    let able = [...this.#queues.values()];
    for (const queue of able) queue.throttledUntil = Number.POSITIVE_INFINITY;
    while (able.length > 0) {
      able = able.filter((queue) => {
        if (this.options.calls.size + picked.length >= MAX_CALLS) return false;
        const endpoint = this.options.directory.pick(queue.definition.id, now);
        if (!('url' in endpoint)) {
          this.#wakeLater(queue.definition.id, endpoint.askAgainAt);
          return false;
        }
        const job = queue.take(now);
        if (!job) {
          this.#wakeLater(queue.definition.id, queue.throttledUntil);
          return false;
        }
        endpoint.calls++;
        picked.push({ job, endpoint, queue });
        return true;
      });
    }
    if (picked.length > 0) this.#track(this.#callAll(picked));
    for (const queue of this.#queues.values()) if (queue.needsFilling) this.#track(this.#fill(queue));
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

  async #callAll(picked: { job: Job; endpoint: Endpoint; queue: FunctionQueue }[]): Promise<void> {
    let states: CallState[];
    try {
      const jobs = picked.map(({ job }) => job);
      states = await persist(() => loadCalls(this.options.database.query, jobs, Date.now()), this.options.signal);
    } catch (error) {
      for (const { job, endpoint, queue } of picked) {
        endpoint.calls--;
        setTimeout(() => this.#release(queue, job), QUARANTINE_MS).unref();
      }
      throw error;
    }
    const stateOf = new Map(states.map((state) => [state.job, state]));
    for (const { job, endpoint, queue } of picked) {
      const state = stateOf.get(job);
      if (state) {
        this.#track(this.#call(state, endpoint, queue));
      } else {
        endpoint.calls--;
        this.#release(queue, job);
      }
    }
  }

  #release(queue: FunctionQueue, job: Job): void {
    queue.done(job);
    this.#planTick();
  }

  async #call(state: CallState, endpoint: Endpoint, queue: FunctionQueue): Promise<void> {
    const { client, directory, calls, logger, metrics, retryBaseMs, settler } = this.options;
    const { job } = state;
    const { definition } = queue;
    const call = calls.begin(state);
    const startedAt = performance.now();
    let settled: Settled;
    try {
      const { attempt, lostCalls, events, steps } = state;
      const body = callBody({
        runId: job.runId,
        functionId: definition.id,
        attempt,
        maxAttempts: definition.maxAttempts,
        dispatchId: call.dispatchId,
        events,
        steps,
      });
      const target = { url: endpoint.url, functionId: definition.id, stepId: job.stepId };
      const outcome = await client.call(target, body, call.abort.signal);
      endpoint.calls--;
      metrics.callEnded(definition.id, outcome.kind, (performance.now() - startedAt) / 1_000);
      if (this.options.signal.aborted) return;
      const facts = {
        stepId: job.stepId,
        attempt,
        maxAttempts: definition.maxAttempts,
        lostCalls,
        progressed: call.progressed,
      };
      const verdict = judge(outcome, facts, retryBaseMs, Date.now());
      if (verdict.kind === 'unreached' || verdict.kind === 'not-served') {
        calls.end(call);
        if (verdict.kind === 'unreached') this.#unavailable(endpoint, verdict.reason);
        else this.#notServed(endpoint, definition.id, verdict.reason);
        queue.giveBack(job);
        this.#planTick();
        return;
      }
      if (outcome.kind === 'foreign') this.#unavailable(endpoint, outcome.reason);
      else if (outcome.kind !== 'lost') directory.answered(endpoint);
      this.#report(call, definition, outcome.kind, verdict);
      settled = await settler.settle(call, definition, verdict);
    } catch (error) {
      calls.end(call);
      setTimeout(() => this.#release(queue, job), QUARANTINE_MS).unref();
      throw error;
    }
    calls.end(call);
    queue.done(job);
    if (settled.resumed) queue.add(settled.resumed);
    if (settled.dueAt !== undefined) this.#wakeLater(definition.id, settled.dueAt);
    if (settled.due.length > 0) logger.debug({ due: settled.due }, 'more is due');
    this.wake(settled.due);
  }

  #unavailable(endpoint: Endpoint, reason: string): void {
    if (!this.options.directory.refused(endpoint, Date.now())) return;
    const { appId, url } = endpoint;
    this.options.logger.warn({ appId, url, reason }, 'an app does not answer; its work waits until it does');
  }

  #notServed(endpoint: Endpoint, functionId: string, reason: string): void {
    this.options.directory.notServed(endpoint, functionId);
    const { appId, url } = endpoint;
    const message = 'an app does not serve what it registered; that work waits until it registers again';
    this.options.logger.error({ appId, url, functionId, reason }, message);
  }

  #report(
    call: Call,
    definition: FunctionDefinition,
    outcome: string,
    verdict: { kind: string; reason?: string },
  ): void {
    if (verdict.kind !== 'retry') return;
    this.options.metrics.retried(definition.id);
    const { runId, stepId } = call.job;
    const details = { runId, functionId: definition.id, stepId, attempt: call.state.attempt };
    const reason = verdict.reason?.slice(0, 300);
    const message =
      outcome === 'lost' || outcome === 'foreign' ? 'a call was lost; it is made again' : 'a retry is due';
    this.options.logger.info({ ...details, reason }, message);
  }
}
