import type { Logger } from 'pino';
import type { FunctionDefinition } from '../protocol/function-definition';
import { errorJson } from '../protocol/operation';
import type { Database } from '../store/database';
import type { Job } from '../store/jobs';
import { planEvent } from '../store/plan-event';
import {
  completeRun,
  continueRun,
  endPlannedStep,
  failRun,
  retryLater,
  type StepChange,
  storeSteps,
} from '../store/settle';
import { type Call, overLimits } from './calls';
import { failureEvent } from './failure-event';
import { persist } from './persistence';
import type { Registry } from './registry';
import type { Verdict } from './verdict';

/** What the scheduler does next after a call was settled. */
export interface Settled {
  /** Functions that have something due now. */
  due: string[];
  /** The run itself, when it is due at once: it needs no look into the database. */
  resumed?: Job;
  /** When the call's function has something due. */
  dueAt?: number;
}

export interface SettlerOptions {
  database: Database;
  registry: Registry;
  logger: Logger;
  signal: AbortSignal;
  onSleep(until: number): void;
  onWait(eventName: string): void;
  onBatched(functionIds: string[]): void;
}

/** Writes what became of a call: one transaction each, safe to repeat. */
export class Settler {
  readonly #database: Database;

  constructor(private readonly options: SettlerOptions) {
    this.#database = options.database;
  }

  async settle(
    call: Call,
    definition: FunctionDefinition,
    verdict: Exclude<Verdict, { kind: 'unreached' | 'not-served' }>,
  ): Promise<Settled> {
    if (call.cancelled) return { due: [] };
    const now = Date.now();
    const { job } = call;
    const tooMuch = 'steps' in verdict ? overLimits(call, verdict.steps) : undefined;
    if (tooMuch !== undefined) return this.#fail(call, definition, errorJson('EngineError', tooMuch), now);
    switch (verdict.kind) {
      case 'completed':
        await this.#write(() => completeRun(this.#database.query, job.runId, verdict.output, now));
        return { due: [] };
      case 'failed':
        return this.#fail(call, definition, verdict.error, now);
      case 'continue':
        return this.#continue(job, verdict.steps, now);
      case 'step-ended':
        return this.#endStep(job, verdict, now);
      case 'retry': {
        const { at: dueAt, attempt, lostCalls, steps } = verdict;
        await this.#write(async () => {
          if (steps.length > 0 && job.stepId === null) await storeSteps(this.#database.query, job, steps);
          await retryLater(this.#database.query, { runId: job.runId, stepId: job.stepId, dueAt, attempt, lostCalls });
        });
        return { due: [], dueAt };
      }
    }
  }

  /** Steps that an app stores while it works on. False: it should stop. */
  async store(call: Call, steps: StepChange[]): Promise<boolean> {
    if (!(await storeSteps(this.#database.query, call.job, steps))) return false;
    call.progressed = true;
    call.steps += steps.length;
    for (const step of steps) if ('output' in step) call.stateBytes += step.output.length;
    return true;
  }

  async #continue(job: Job, steps: StepChange[], now: number): Promise<Settled> {
    for (const step of steps) if (step.state === 'waiting') this.options.onWait(step.event);
    await this.#write(() => continueRun(this.#database.query, job, steps, now));
    const pending = steps.filter(({ state }) => state !== 'done' && state !== 'failed');
    if (pending.length === 0) return { due: [], resumed: { ...job, stepId: null, started: true } };
    for (const step of pending) if ('dueAt' in step && step.state !== 'planned') this.options.onSleep(step.dueAt);
    return { due: pending.some(({ state }) => state === 'planned') ? [job.functionId] : [] };
  }

  async #endStep(job: Job, verdict: { state: 'done' | 'failed'; output: string }, now: number): Promise<Settled> {
    const { runId, stepId } = job;
    if (stepId === null) return { due: [] };
    const ended = { runId, stepId, state: verdict.state, output: verdict.output, now };
    const isLast = await this.#write(() => this.#database.transaction((query) => endPlannedStep(query, ended)));
    return isLast ? { due: [], resumed: { ...job, stepId: null, started: true } } : { due: [] };
  }

  async #fail(call: Call, definition: FunctionDefinition, error: string, now: number): Promise<Settled> {
    const { runId } = call.job;
    this.options.logger.warn({ runId, functionId: definition.id, error: error.slice(0, 500) }, 'a run failed');
    const event = failureEvent({ runId, functionId: definition.id, events: call.state.events }, error, now);
    const plan = planEvent(event, this.options.registry.triggeredBy(event.name), now);
    await this.#write(() =>
      this.#database.transaction((query) => failRun(query, { runId, error, now }, { event, plan })),
    );
    if (plan.batchItems.length > 0) this.options.onBatched(plan.batchItems.map((item) => item.function_id));
    return { due: plan.runs.map((run) => run.function_id) };
  }

  #write<T>(work: () => Promise<T>): Promise<T> {
    return persist(work, this.options.signal);
  }
}
