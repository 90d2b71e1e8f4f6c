import type { Query } from './database';
import type { PlannedRun } from './plan-event';

export interface BatchItem {
  position: string;
  batch_key: string;
  event_id: string;
  concurrency_key: string;
  added_at: Date;
}

/** As many as one look takes; the next look takes the next. */
export const BATCH_PAGE = 5_000;

/** What waits to be batched for a function, oldest first. */
export function readBatchItems(query: Query, functionId: string): Promise<BatchItem[]> {
  return query(
    `SELECT position, batch_key, event_id, concurrency_key, added_at FROM engine.batch_items WHERE function_id = $1
     ORDER BY position LIMIT $2`,
    [functionId, BATCH_PAGE],
  );
}

/** Turns waiting items into runs, in one statement. False, and nothing is changed, when one of them is gone. */
export async function startBatches(
  query: Query,
  { runs, positions, now }: { runs: PlannedRun[]; positions: string[]; now: number },
): Promise<boolean> {
  const rows = await query<{ whole: boolean }>(
    `WITH held AS MATERIALIZED (
       SELECT position FROM engine.batch_items WHERE position = ANY($1::bigint[]) ORDER BY position FOR UPDATE
     ), whole AS (SELECT count(*) = cardinality($1::bigint[]) AS whole FROM held),
     taken AS (
       DELETE FROM engine.batch_items WHERE position = ANY($1::bigint[]) AND (SELECT whole FROM whole)
     ), started AS (
       INSERT INTO engine.runs (id, function_id, event_ids, status, concurrency_key, due_at, created_at)
       SELECT id, function_id, event_ids, 'queued', concurrency_key, due_at, $3
       FROM json_to_recordset($2::json) AS run (
         id text, function_id text, event_ids text[], concurrency_key text, due_at timestamptz)
       WHERE (SELECT whole FROM whole)
     )
     SELECT whole FROM whole`,
    [positions, JSON.stringify(runs), new Date(now)],
  );
  return rows[0]?.whole === true;
}
