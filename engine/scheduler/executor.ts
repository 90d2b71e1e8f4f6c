import { randomUUID } from 'node:crypto';
import { type Answer, callApp } from '../protocol/call-app';
import type { StoredEvent } from '../protocol/events';
import { operations } from '../protocol/operations';
import type { EngineStore, QueueItem, RunState } from '../store/engine-store';
import { transportDelayMs } from './backoff';
import type { Leases } from './leases';
import type { Registry } from './registry';
import { finishSleep, type Outcome, type RunWriter } from './run-writer';

const DEFAULT_RETRIES = 3;
const ABSENT_FUNCTION_DELAY_MS = 2000;

/** Carries one call through: reads the run's state, calls the app, writes down the outcome. */
export class Executor {
  private readonly failures = new Map<string, number>();

  constructor(
    private readonly store: EngineStore,
    private readonly registry: Registry,
    private readonly leases: Leases,
    private readonly writer: RunWriter,
    private readonly signingKey: string,
  ) {}

  async execute(item: QueueItem, fresh: StoredEvent[] | undefined): Promise<QueueItem[]> {
    if (item.sleepId !== null && !(await finishSleep(this.store, item))) return [];
    const state: RunState | null =
      fresh === undefined ? await this.store.runState(item.runId) : { events: fresh, steps: [] };
    if (state === null) return [];
    const config = this.registry.get(item.functionId);
    const url = this.registry.addressOf(item.functionId);
    if (config === undefined || url === undefined) return [{ ...item, dueAt: Date.now() + ABSENT_FUNCTION_DELAY_MS }];
    const lease = `${item.id}:${randomUUID()}`;
    this.leases.open(item.runId, lease);
    try {
      const maxAttempts = (config.steps.step.retries?.attempts ?? DEFAULT_RETRIES) + 1;
      const answer = await callApp(
        {
          url,
          functionId: item.functionId,
          runId: item.runId,
          queueItemId: lease,
          attempt: item.attempt,
          maxAttempts,
          stepId: item.stepId,
          state,
        },
        this.signingKey,
      );
      if (answer.kind === 'no-answer') return [this.afterNoAnswer(item, url)];
      this.failures.delete(item.id);
      return await this.writer.write(plain(item), config, state, outcomeOf(answer, item, maxAttempts));
    } finally {
      this.leases.close(item.runId, lease);
    }
  }

  private afterNoAnswer(item: QueueItem, url: string): QueueItem {
    this.registry.rest(url);
    const failures = this.failures.get(item.id) ?? 0;
    this.failures.set(item.id, failures + 1);
    return { ...plain(item), dueAt: Date.now() + transportDelayMs(failures) };
  }
}

/** The sleep is over and written down: what follows is an ordinary call. */
function plain(item: QueueItem): QueueItem {
  return { ...item, sleepId: null };
}

function outcomeOf(answer: Extract<Answer, { kind: 'answered' }>, item: QueueItem, maxAttempts: number): Outcome {
  const mayRetry = !answer.noRetry && item.attempt + 1 < maxAttempts;
  if (answer.status === 200) return { kind: 'completed', output: answer.body };
  if (answer.status === 206) {
    const ops = operations.safeParse(Array.isArray(answer.body) ? answer.body : [answer.body]);
    if (ops.success) return { kind: 'operations', ops: ops.data, mayRetry, retryAfter: answer.retryAfter };
  }
  return { kind: 'threw', error: answer.body, mayRetry, retryAfter: answer.retryAfter };
}
