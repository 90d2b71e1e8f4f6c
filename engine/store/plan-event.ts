import { createHash } from 'node:crypto';
import { type StoredEvent, ulid } from '../protocol/event';
import { type FunctionDefinition, keyOf } from '../protocol/function-definition';

/** A run to be created, with what it will be scheduled by. */
export interface PlannedRun {
  id: string;
  function_id: string;
  event_ids: string[];
  /** What a limit by key counts it under; '' where there is none. */
  concurrency_key: string;
  cron: string | null;
  due_at: string;
}

/** An event that waits to be one of a batch. The batch is scheduled by the key of its first. */
export interface PlannedBatchItem {
  function_id: string;
  batch_key: string;
  event_id: string;
  concurrency_key: string;
}

export interface EventPlan {
  runs: PlannedRun[];
  batchItems: PlannedBatchItem[];
}

/** What an event starts: `functions` are those that it triggers. */
export function planEvent(event: StoredEvent, functions: FunctionDefinition[], now: number): EventPlan {
  const plan: EventPlan = { runs: [], batchItems: [] };
  for (const definition of functions) {
    if (!definition.batch) {
      plan.runs.push(planRun(definition, event, now));
      continue;
    }
    plan.batchItems.push({
      function_id: definition.id,
      batch_key: storableKey(definition.batch, event),
      event_id: event.id,
      concurrency_key: storableKey(definition.concurrency.byKey, event),
    });
  }
  return plan;
}

/** An event dated in the future waits for that time, as with Inngest. */
export function planRun(
  definition: FunctionDefinition,
  event: StoredEvent,
  now: number,
  cron: string | null = null,
): PlannedRun {
  return {
    id: ulid(now),
    function_id: definition.id,
    event_ids: [event.id],
    concurrency_key: storableKey(definition.concurrency.byKey, event),
    cron,
    due_at: new Date(Math.max(now, event.ts)).toISOString(),
  };
}

const LONGEST_KEY = 200;

/** A key's value as PostgreSQL can store and index it: no NUL, no half characters, of bounded length. */
function storableKey(keyed: { key: string | null } | null, event: StoredEvent): string {
  if (!keyed?.key) return '';
  const text = keyOf(keyed.key, event.value);
  const clean = Buffer.from(text).toString().replaceAll('\0', '');
  return clean.length <= LONGEST_KEY ? clean : `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
