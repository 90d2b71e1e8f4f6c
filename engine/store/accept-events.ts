import type { StoredEvent } from '../protocol/event';
import type { Query } from './database';
import type { PlannedBatchItem, PlannedRun } from './plan-event';

export const DEDUPE_MS = 24 * 3_600_000;

export interface Acceptance {
  /** With distinct ids. */
  events: Pick<StoredEvent, 'id' | 'name' | 'payload'>[];
  runs: PlannedRun[];
  batchItems: PlannedBatchItem[];
  now: number;
}

/**
 * Keeps events and everything they start, all or nothing, in one statement. Events whose id is known start nothing, nor do
 * runs whose idempotency key is taken. Returns the ids of the events that were new.
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
    new Date(now + DEDUPE_MS),
  ]);
  return new Set(rows.map(({ id }) => id));
}

const ACCEPT = `
WITH accepted AS (
  INSERT INTO engine.events (id, name, payload, received_at)
  SELECT id, name, payload, $4::timestamptz FROM unnest($1::text[], $2::text[], $3::text[]) AS given (id, name, payload)
  ON CONFLICT (id) DO NOTHING
  RETURNING id
), planned AS (
  SELECT run.*, row_number() OVER () AS place
  FROM json_to_recordset($5::json) AS run (
    id text, function_id text, event_ids text[], concurrency_keys text[], throttle_key text, idempotency_key text, cron text,
    due_at timestamptz
  )
  JOIN accepted ON accepted.id = run.event_ids[1]
), first_of_key AS (
  SELECT DISTINCT ON (function_id, idempotency_key) function_id, idempotency_key, event_ids[1] AS event_id
  FROM planned WHERE idempotency_key IS NOT NULL
  ORDER BY function_id, idempotency_key, place
), taken AS (
  INSERT INTO engine.idempotency_keys AS kept (function_id, key, event_id, expires_at)
  SELECT function_id, idempotency_key, event_id, $7::timestamptz FROM first_of_key
  ON CONFLICT (function_id, key) DO UPDATE SET event_id = excluded.event_id, expires_at = excluded.expires_at
    WHERE kept.expires_at <= $4::timestamptz
  RETURNING function_id, key, event_id
), started AS (
  INSERT INTO engine.runs (id, function_id, event_ids, status, concurrency_keys, throttle_key, cron, due_at, created_at)
  SELECT id, function_id, event_ids, 'queued', concurrency_keys, throttle_key, cron, due_at, $4::timestamptz
  FROM planned
  WHERE idempotency_key IS NULL OR EXISTS (
    SELECT FROM taken
    WHERE taken.function_id = planned.function_id AND taken.key = planned.idempotency_key
      AND taken.event_id = planned.event_ids[1])
), batched AS (
  INSERT INTO engine.batch_items (function_id, batch_key, event_id, added_at)
  SELECT item.function_id, item.batch_key, item.event_id, $4::timestamptz
  FROM json_to_recordset($6::json) AS item (function_id text, batch_key text, event_id text)
  JOIN accepted ON accepted.id = item.event_id
)
SELECT id FROM accepted`;
