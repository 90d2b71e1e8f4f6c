import { createHash } from 'node:crypto';
import { evaluateExpression, evaluateKey } from '../expressions/evaluate-expression';
import { parseExpression } from '../expressions/parse-expression';
import type { Expression } from '../expressions/syntax';
import type { StoredEvent } from '../protocol/event';
import type { FunctionDefinition } from '../protocol/function-definition';
import { ulid } from '../protocol/ulid';

/** A run to be created, with what it will be scheduled by. */
export interface PlannedRun {
  id: string;
  function_id: string;
  event_ids: string[];
  /** One for each of the function's concurrency limits, as `INDEX:VALUE`. */
  concurrency_keys: string[];
  throttle_key: string | null;
  idempotency_key: string | null;
  cron: string | null;
  due_at: string;
}

export interface PlannedBatchItem {
  function_id: string;
  batch_key: string;
  event_id: string;
}

export interface EventPlan {
  runs: PlannedRun[];
  batchItems: PlannedBatchItem[];
}

const EVENT_ONLY = ['event'];
const parsed = new Map<string, Expression>();

/** Parsed once: a function's expressions are evaluated for every event. */
export function cachedExpression(source: string, roots: readonly string[] = EVENT_ONLY): Expression {
  const key = `${roots.length}:${source}`;
  let expression = parsed.get(key);
  if (!expression) {
    expression = parseExpression(source, roots);
    parsed.set(key, expression);
  }
  return expression;
}

/** What an event starts among these functions. */
export function planEvent(event: StoredEvent, functions: Iterable<FunctionDefinition>, now: number): EventPlan {
  const plan: EventPlan = { runs: [], batchItems: [] };
  for (const definition of functions) {
    if (!isTriggered(definition, event)) continue;
    if (definition.batch) {
      const { key } = definition.batch;
      const batchKey = key === null ? '' : storableKey(evaluateKey(cachedExpression(key), { event: event.value }));
      plan.batchItems.push({ function_id: definition.id, batch_key: batchKey, event_id: event.id });
    } else {
      plan.runs.push(planRun(definition, [event], now));
    }
  }
  return plan;
}

function isTriggered(definition: FunctionDefinition, event: StoredEvent): boolean {
  return definition.triggers.some(
    (trigger) =>
      trigger.kind === 'event' &&
      trigger.event === event.name &&
      (trigger.expression === null ||
        evaluateExpression(cachedExpression(trigger.expression), { event: event.value }) === true),
  );
}

/** A batch is scheduled by its first event. An event dated in the future waits for that time, as with Inngest. */
export function planRun(
  definition: FunctionDefinition,
  events: [Pick<StoredEvent, 'id' | 'ts' | 'value'>, ...Pick<StoredEvent, 'id'>[]],
  now: number,
  cron: string | null = null,
): PlannedRun {
  const [first] = events;
  const scope = { event: first.value };
  const keyOf = (source: string | null) =>
    source === null ? '' : storableKey(evaluateKey(cachedExpression(source), scope));
  return {
    id: ulid(now),
    function_id: definition.id,
    event_ids: events.map(({ id }) => id),
    concurrency_keys: definition.concurrency.map(({ key }, index) => `${index}:${keyOf(key)}`),
    throttle_key: definition.throttle ? keyOf(definition.throttle.key) : null,
    idempotency_key: definition.idempotency === null ? null : keyOf(definition.idempotency),
    cron,
    due_at: new Date(Math.max(now, first.ts)).toISOString(),
  };
}

const LONGEST_KEY = 200;

/** Any text as a key that PostgreSQL can store and index: no NUL, no half characters, of bounded length. */
function storableKey(text: string): string {
  const clean = Buffer.from(text).toString().replaceAll('\0', '');
  return clean.length <= LONGEST_KEY ? clean : `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
