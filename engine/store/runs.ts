import { DEDUPE_MS } from './accept-events';
import type { Query } from './database';

export interface FunctionCounts {
  functionId: string;
  /** Due: not started, or to be called again. */
  queued: number;
  /** Asleep, or until they are tried again. */
  waiting: number;
  /** Kept, that is within the retention time. */
  failed: number;
  /** Events that wait to be batched. */
  unbatched: number;
}

export function readCounts(query: Query): Promise<FunctionCounts[]> {
  return query(
    `SELECT function_id AS "functionId", sum(queued)::int AS queued, sum(waiting)::int AS waiting,
            sum(failed)::int AS failed, sum(unbatched)::int AS unbatched
     FROM (
       SELECT function_id, count(*) FILTER (WHERE status = 'queued' AND due_at <= now()) AS queued,
              count(*) FILTER (WHERE status = 'queued' AND due_at > now()) AS waiting,
              count(*) FILTER (WHERE status = 'failed') AS failed, 0 AS unbatched
       FROM engine.runs WHERE status IN ('queued', 'failed') GROUP BY function_id
       UNION ALL
       SELECT function_id, 0, 0, 0, count(*) FROM engine.batch_items GROUP BY function_id
     ) AS counts GROUP BY function_id`,
  );
}

/** Deletes what ended long enough ago. Returns how many rows went. */
export async function prune(query: Query, retentionMs: number, now: number): Promise<{ runs: number; events: number }> {
  const runs = await query('DELETE FROM engine.runs WHERE ended_at < $1 RETURNING 1', [new Date(now - retentionMs)]);
  // An event's id is its protection against being taken twice: it stays for as long as that lasts.
  const events = await query(
    `DELETE FROM engine.events WHERE received_at < $1
       AND id NOT IN (SELECT unnest(event_ids) FROM engine.runs UNION ALL SELECT event_id FROM engine.batch_items)
     RETURNING 1`,
    [new Date(now - Math.max(retentionMs, DEDUPE_MS))],
  );
  return { runs: runs.length, events: events.length };
}
