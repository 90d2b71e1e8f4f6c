import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { durationMs } from '../protocol/duration';
import type { StoredEvent } from '../protocol/events';
import { MAX_STEP_OUTPUT_BYTES, type Operation, resultOf } from '../protocol/operations';
import type { FunctionConfig } from '../protocol/registration';
import {
  deleteItem,
  type EngineStore,
  endRun,
  insertItem,
  type NewRun,
  type QueueItem,
  type RunState,
  saveSteps,
} from '../store/engine-store';
import { retryDelayMs } from './backoff';

export type Outcome =
  | { kind: 'completed'; output: unknown }
  | { kind: 'threw'; error: unknown; mayRetry: boolean; retryAfter: string | undefined }
  | { kind: 'operations'; ops: Operation[]; mayRetry: boolean; retryAfter: string | undefined };

const MAX_STEPS = 1000;
const KNOWN = new Set([
  'StepRun',
  'Step',
  'StepFailed',
  'StepError',
  'StepPlanned',
  'Sleep',
  'RunComplete',
  'DiscoveryRequest',
]);

export interface RunWriterHooks {
  /** The runs that an event of the engine's own starts, written within the transaction; `started` once it is committed. */
  failed(client: PoolClient, event: StoredEvent): Promise<NewRun[]>;
  started(runs: NewRun[]): void;
  ended(runId: string, functionId: string, how: 'completed' | 'failed'): void;
}

/** Writes down, in one transaction, what came of a call, and gives the calls that follow. */
export class RunWriter {
  constructor(
    private readonly store: EngineStore,
    private readonly hooks: RunWriterHooks,
  ) {}

  async write(item: QueueItem, config: FunctionConfig, state: RunState, outcome: Outcome): Promise<QueueItem[]> {
    if (outcome.kind === 'completed') return this.complete(item, outcome.output);
    if (outcome.kind === 'threw') {
      return outcome.mayRetry ? this.retry(item, outcome.retryAfter) : this.fail(item, config, state, outcome.error);
    }
    const refusal = refusalOf(outcome.ops, state);
    if (refusal !== undefined) return this.fail(item, config, state, { name: 'Error', message: refusal });
    const complete = outcome.ops.find((op) => op.op === 'RunComplete');
    if (complete !== undefined) return this.complete(item, complete.data);
    const error = outcome.ops.find((op) => op.op === 'StepError');
    if (error !== undefined && outcome.mayRetry) {
      await this.saveEnded(item, outcome.ops);
      return this.retry(item, outcome.retryAfter);
    }
    return this.goOn(item, settled(outcome.ops));
  }

  private async complete(item: QueueItem, output: unknown): Promise<QueueItem[]> {
    await this.store.transaction((client) => endRun(client, item.runId, 'completed', output));
    this.hooks.ended(item.runId, item.functionId, 'completed');
    return [];
  }

  private async fail(item: QueueItem, config: FunctionConfig, state: RunState, error: unknown): Promise<QueueItem[]> {
    const event = failedEvent(config.id, item.runId, state.events, error);
    const handlers = await this.store.transaction(async (client) => {
      const ended = await endRun(client, item.runId, 'failed', error);
      return ended ? this.hooks.failed(client, event) : [];
    });
    this.hooks.started(handlers);
    this.hooks.ended(item.runId, item.functionId, 'failed');
    return [];
  }

  private async retry(item: QueueItem, retryAfter: string | undefined): Promise<QueueItem[]> {
    const next = { ...item, attempt: item.attempt + 1, dueAt: Date.now() + retryDelayMs(item.attempt, retryAfter) };
    const alive = await this.store.transaction(async (client) => {
      if (!(await lockActive(client, item.runId))) return false;
      await insertItem(client, next);
      return true;
    });
    return alive ? [next] : [];
  }

  private saveEnded(item: QueueItem, ops: Operation[]): Promise<void> {
    return this.store.transaction(async (client) => {
      if (await lockActive(client, item.runId)) await saveSteps(client, item.runId, endedSteps(ops));
    });
  }

  private goOn(item: QueueItem, ops: Operation[]): Promise<QueueItem[]> {
    return this.store.transaction(async (client) => {
      if (!(await lockActive(client, item.runId))) return [];
      await saveSteps(client, item.runId, endedSteps(ops));
      const planned = await newItems(client, item, ops);
      if (planned.length === 0 && item.stepId === null) {
        const next = { ...item, attempt: 0, dueAt: Date.now() };
        if (item.attempt !== 0) await insertItem(client, next);
        return [next];
      }
      await deleteItem(client, item.id);
      for (const next of planned) await insertItem(client, next);
      if (planned.length > 0 || (await othersWait(client, item.runId))) return planned;
      const discovery = { ...item, id: randomUUID(), stepId: null, attempt: 0, dueAt: Date.now() };
      await insertItem(client, discovery);
      return [discovery];
    });
  }
}

/** Writes down that a sleep is over. False when nothing is to be called yet: the run ended, or parallel work is still out. */
export function finishSleep(store: EngineStore, item: QueueItem): Promise<boolean> {
  return store.transaction(async (client) => {
    if (item.sleepId === null) return true;
    if (!(await lockActive(client, item.runId))) return false;
    await saveSteps(client, item.runId, [{ id: item.sleepId, result: { type: 'data', data: null } }]);
    await client.query('UPDATE engine.queue SET sleep_id = NULL WHERE id = $1', [item.id]);
    const { rowCount } = await client.query('SELECT 1 FROM engine.queue WHERE run_id = $1 AND id <> $2', [
      item.runId,
      item.id,
    ]);
    if (rowCount === 0) return true;
    await deleteItem(client, item.id);
    return false;
  });
}

function endedSteps(ops: Operation[]): RunState['steps'] {
  return ops.flatMap((op) => {
    const result = resultOf(op);
    return result === undefined ? [] : [{ id: op.id, result }];
  });
}

/** Out of attempts: the step has failed, and the function may catch that. */
function settled(ops: Operation[]): Operation[] {
  return ops.map((op) => (op.op === 'StepError' ? { ...op, op: 'StepFailed' } : op));
}

async function newItems(client: PoolClient, item: QueueItem, ops: Operation[]): Promise<QueueItem[]> {
  const { rows } = await client.query<{ id: string }>('SELECT id FROM engine.queue WHERE run_id = $1', [item.runId]);
  const known = new Set(rows.map((row) => row.id));
  return ops.flatMap((op): QueueItem[] => {
    const id = `${item.runId}/${op.id}`;
    if (known.has(id)) return [];
    const base = { id, runId: item.runId, functionId: item.functionId, attempt: 0 };
    if (op.op === 'StepPlanned') return [{ ...base, stepId: op.id, sleepId: null, dueAt: Date.now() }];
    if (op.op === 'Sleep')
      return [{ ...base, stepId: null, sleepId: op.id, dueAt: Date.now() + durationMs(op.name ?? '') }];
    return [];
  });
}

async function othersWait(client: PoolClient, runId: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM engine.queue WHERE run_id = $1 LIMIT 1', [runId]);
  return rowCount === 1;
}

/** Parallel steps of one run write one after the other: the last of them must see that it is the last. */
async function lockActive(client: PoolClient, runId: string): Promise<boolean> {
  const { rowCount } = await client.query(`SELECT 1 FROM engine.runs WHERE id = $1 AND status = 'active' FOR UPDATE`, [
    runId,
  ]);
  return rowCount === 1;
}

function refusalOf(ops: Operation[], state: RunState): string | undefined {
  const unknown = ops.find((op) => !KNOWN.has(op.op));
  if (unknown !== undefined)
    return `the embedded engine does not support ${unknown.op} (step ${unknown.displayName ?? unknown.id})`;
  if (state.steps.length + ops.length > MAX_STEPS) return `a run may have ${MAX_STEPS} steps at the most`;
  const large = ops.find((op) => Buffer.byteLength(JSON.stringify(op.data) ?? '') > MAX_STEP_OUTPUT_BYTES);
  return large === undefined ? undefined : `the output of step ${large.displayName ?? large.id} is over 4 MB`;
}

function failedEvent(functionId: string, runId: string, events: StoredEvent[], error: unknown): StoredEvent {
  return {
    id: randomUUID(),
    name: 'inngest/function.failed',
    data: { function_id: functionId, run_id: runId, error, event: events[0], events },
    ts: Date.now(),
  };
}
