import { DEDUPE_MS } from './accept-events';
import type { Query } from './database';

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
  await query('DELETE FROM engine.idempotency_keys WHERE expires_at < $1', [new Date(now)]);
  return { runs: runs.length, events: events.length };
}

/** A run that waits though none of its steps does: this should not happen, and must not last. */
export async function releaseStuckRuns(query: Query, now: number): Promise<{ id: string; function_id: string }[]> {
  return query(
    `UPDATE engine.runs SET status = 'queued', attempt = 0, due_at = $1
     WHERE status = 'waiting' AND NOT EXISTS (
       SELECT FROM engine.steps WHERE run_id = runs.id AND state IN ('planned', 'sleeping', 'waiting'))
     RETURNING id, function_id`,
    [new Date(now)],
  );
}
