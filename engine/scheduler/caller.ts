import type { Logger } from 'pino';
import type { Metrics } from '../metrics';
import { callBody } from '../protocol/call-body';
import type { StoredEvent } from '../protocol/event';
import type { FunctionDefinition } from '../protocol/function-definition';
import { type Checkpoint, errorJson } from '../protocol/operation';
import { canonicalJson } from '../protocol/signing';
import { type Database, persist } from '../store/database';
import type { CallState } from '../store/jobs';
import { type PlannedRun, planEvent } from '../store/plan-event';
import { completeRun, continueRun, failRun, storeSteps } from '../store/settle';
import type { AppClient, CallOutcome } from './app-client';
import type { AppDirectory, Endpoint } from './app-directory';
import { type Call, type Calls, noteStored, overLimits } from './calls';
import type { Registry } from './registry';
import { judge, type Verdict } from './verdict';

/** What a call means for the schedule. */
export type Called =
  /** It was not taken: the run is due as before. */
  | { kind: 'given-back' }
  /** What came of it is stored. `dueAt`: when the run is called again. `started`: runs of `onFailure` handlers. */
  | { kind: 'settled'; dueAt?: number; started: PlannedRun[] };

export interface CallerOptions {
  database: Database;
  registry: Registry;
  directory: AppDirectory;
  client: AppClient;
  calls: Calls;
  retryBaseMs: number;
  logger: Logger;
  metrics: Metrics;
  signal: AbortSignal;
}

/** Makes one call of an app at a time for a run, and writes what became of it: one transaction each, safe to repeat. */
export class Caller {
  readonly #database: Database;

  constructor(private readonly options: CallerOptions) {
    this.#database = options.database;
  }

  /** Throws when what came of it could not be stored. */
  async call(state: CallState, endpoint: Endpoint, definition: FunctionDefinition): Promise<Called> {
    const { calls, directory, retryBaseMs, signal } = this.options;
    const call = calls.begin(state);
    try {
      const outcome = await this.#send(call, endpoint, definition);
      if (signal.aborted) return { kind: 'given-back' };
      const { attempt, lostCalls } = state;
      const { maxAttempts } = definition;
      const facts = { attempt, maxAttempts, lostCalls, progressed: call.progressed, retryBaseMs };
      const verdict = judge(outcome, facts, Date.now());
      if (verdict.kind === 'unreached') this.#unavailable(endpoint, verdict.reason);
      else if (verdict.kind === 'not-served') this.#notServed(endpoint, definition.id, verdict.reason);
      else if (outcome.kind === 'foreign') this.#unavailable(endpoint, outcome.reason);
      else if (outcome.kind !== 'lost') directory.answered(endpoint);
      if (verdict.kind === 'unreached' || verdict.kind === 'not-served') return { kind: 'given-back' };
      if (verdict.kind === 'retry') this.#reportRetry(call, definition, outcome, verdict.reason);
      return { kind: 'settled', ...(await this.#settle(call, definition, verdict)) };
    } finally {
      calls.end(call);
    }
  }

  /** Steps that an app stores while it works on. `stale`: it should stop. */
  async store({ runId, dispatchId, steps }: Checkpoint): Promise<'stored' | 'stale' | 'refused'> {
    const call = this.options.calls.find(dispatchId, runId);
    if (!call) return 'stale';
    if (overLimits(call, steps) !== undefined) return 'refused';
    if (!(await storeSteps(this.#database.query, runId, steps))) return 'stale';
    noteStored(call, steps);
    return 'stored';
  }

  async #send(call: Call, endpoint: Endpoint, definition: FunctionDefinition): Promise<CallOutcome> {
    const { client, metrics } = this.options;
    const { attempt, events, steps } = call.state;
    const { id: functionId, maxAttempts } = definition;
    const { runId, dispatchId } = call;
    const body = callBody({ runId, functionId, attempt, maxAttempts, dispatchId, events, steps });
    const startedAt = performance.now();
    const outcome = await client.call({ url: endpoint.url, functionId }, body, call.abort.signal);
    endpoint.calls--;
    metrics.callEnded(functionId, outcome.kind, (performance.now() - startedAt) / 1_000);
    return outcome;
  }

  async #settle(
    call: Call,
    definition: FunctionDefinition,
    verdict: Exclude<Verdict, { kind: 'unreached' | 'not-served' }>,
  ): Promise<{ dueAt?: number; started: PlannedRun[] }> {
    if (call.cancelled) return { started: [] };
    if (verdict.kind === 'failed') return { started: await this.#fail(call, definition, verdict.error) };
    const { query } = this.#database;
    if (verdict.kind === 'completed') {
      const now = Date.now();
      await this.#write(() => completeRun(query, call.runId, now));
      return { started: [] };
    }
    const tooMuch = overLimits(call, verdict.steps);
    if (tooMuch !== undefined) return { started: await this.#fail(call, definition, errorJson(tooMuch)) };
    await this.#write(() => continueRun(query, call.runId, verdict));
    return { dueAt: verdict.at, started: [] };
  }

  /** Returns the runs of the function's `onFailure` handlers. */
  async #fail({ runId, state }: Call, { id: functionId }: FunctionDefinition, error: string): Promise<PlannedRun[]> {
    this.options.logger.warn({ runId, functionId, error: error.slice(0, 500) }, 'a run failed');
    const now = Date.now();
    const event = failureEvent({ runId, functionId, events: state.events }, error, now);
    const plan = planEvent(event, this.options.registry.failureHandlersOf(functionId), now);
    await this.#write(() => this.#database.transaction((query) => failRun(query, { runId, now }, { event, plan })));
    return plan.runs;
  }

  #write<T>(work: () => Promise<T>): Promise<T> {
    return persist(work, this.options.signal);
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

  #reportRetry(
    { runId, state }: Call,
    { id: functionId }: FunctionDefinition,
    outcome: CallOutcome,
    why: string,
  ): void {
    this.options.metrics.retried(functionId);
    const isLost = outcome.kind === 'lost' || outcome.kind === 'foreign';
    const details = { runId, functionId, attempt: state.attempt, reason: why.slice(0, 300) };
    this.options.logger.info(details, isLost ? 'a call was lost; it is made again' : 'a retry is due');
  }
}

const FAILED = 'inngest/function.failed';

/** What `onFailure` handlers learn of a failed run. Not bound by the size of events that are sent. */
function failureEvent(
  run: { runId: string; functionId: string; events: string[] },
  error: string,
  now: number,
): StoredEvent {
  const events: unknown[] = run.events.map((payload) => JSON.parse(payload));
  const data = {
    function_id: run.functionId,
    run_id: run.runId,
    error: JSON.parse(error),
    event: events[0] ?? null,
    events,
  };
  const value = { id: `failed-${run.runId}`, name: FAILED, ts: now, data };
  return { id: value.id, name: FAILED, ts: now, payload: canonicalJson(value), value };
}
