import type { StoredEvent } from '../protocol/event';
import type { Query } from './database';
import type { EventPlan } from './plan-event';

export const DEDUPE_MS = 24 * 3_600_000;

export interface Acceptance extends EventPlan {
  /** With distinct ids. */
  events: Pick<StoredEvent, 'id' | 'name' | 'payload'>[];
  now: number;
}

/**
 * Keeps events and everything they start, all or nothing, in one statement. Events whose id is known start nothing.
 * Returns the ids of those that were new.
 */
export async function acceptEvents(query: Query, { events, runs, batchItems, now }: Acceptance): Promise<Set<string>> {
  if (events.length === 0) return new Set();
  const rows = await query<{ id: string }>(ACCEPT, [
    events.map(({ id }) => id),
    events.map(({ name }) => name),
    events.map(({ payload }) => payload),
    new Date(now),
    JSON.stringify(runs),
    JSON.stringify(batchItems),
  ]);
  return new Set(rows.map(({ id }) => id));
}

const ACCEPT = `
WITH accepted AS (
  INSERT INTO engine.events (id, name, payload, received_at)
  SELECT id, name, payload, $4::timestamptz FROM unnest($1::text[], $2::text[], $3::text[]) AS given (id, name, payload)
  ON CONFLICT (id) DO NOTHING
  RETURNING id
), started AS (
  INSERT INTO engine.runs (id, function_id, event_ids, status, concurrency_key, cron, due_at, created_at)
  SELECT run.id, function_id, event_ids, 'queued', concurrency_key, cron, due_at, $4::timestamptz
  FROM json_to_recordset($5::json) AS run (
    id text, function_id text, event_ids text[], concurrency_key text, cron text, due_at timestamptz
  )
  JOIN accepted ON accepted.id = run.event_ids[1]
), batched AS (
  INSERT INTO engine.batch_items (function_id, batch_key, event_id, concurrency_key, added_at)
  SELECT item.function_id, item.batch_key, item.event_id, item.concurrency_key, $4::timestamptz
  FROM json_to_recordset($6::json) AS item (
    function_id text, batch_key text, event_id text, concurrency_key text
  )
  JOIN accepted ON accepted.id = item.event_id
)
SELECT id FROM accepted`;
