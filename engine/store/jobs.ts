import type { EndedStep } from '../protocol/call-body';
import type { Query } from './database';

/** A run that is due to be called. */
export interface Job {
  runId: string;
  /** What a limit by key counts it under; '' where there is none. */
  concurrencyKey: string;
  /** Whether it has been called before: it goes before new ones, and is past the throttle. */
  started: boolean;
}

/** What is due for a function, started runs first; at most `limit`, none of a key in `fullKeys`. */
export function readDueJobs(
  query: Query,
  { functionId, now, limit, fullKeys }: { functionId: string; now: number; limit: number; fullKeys: string[] },
): Promise<Job[]> {
  return query(
    `SELECT id AS "runId", concurrency_key AS "concurrencyKey", started_at IS NOT NULL AS started FROM engine.runs
     WHERE function_id = $1 AND status = 'queued' AND due_at <= $2 AND concurrency_key <> ALL($4)
     ORDER BY (started_at IS NULL), due_at, id LIMIT $3`,
    [functionId, new Date(now), limit, fullKeys],
  );
}

/** The registered functions that have something due. */
export async function readFunctionsDue(query: Query, now: number): Promise<string[]> {
  const rows = await query<{ id: string }>(
    `SELECT id FROM engine.functions WHERE EXISTS (
       SELECT FROM engine.runs WHERE function_id = functions.id AND status = 'queued' AND due_at <= $1)`,
    [new Date(now)],
  );
  return rows.map(({ id }) => id);
}

/** What a call needs to know of its run. */
export interface CallState {
  job: Job;
  attempt: number;
  lostCalls: number;
  /** Canonical JSON texts, in the batch's order. */
  events: string[];
  /** In the order in which they ended. */
  steps: EndedStep[];
}

/**
 * Reads the state of runs that are about to be called and notes their start. A run may have ended or been put off since
 * it was read as due: it is left out.
 */
export async function loadCalls(query: Query, jobs: Job[], now: number): Promise<CallState[]> {
  const params = [jobs.map(({ runId }) => runId), new Date(now)];
  const rows = await query<Omit<CallState, 'job'> & { id: string }>(LOAD, params);
  const stateOf = new Map(rows.map(({ id, ...state }) => [id, state]));
  return jobs.flatMap((job) => {
    const state = stateOf.get(job.runId);
    return state ? { job, ...state } : [];
  });
}

const LOAD = `
WITH started AS (
  UPDATE engine.runs SET started_at = $2
  WHERE id = ANY($1) AND started_at IS NULL AND status = 'queued' AND due_at <= $2
)
SELECT id, attempt, lost_calls AS "lostCalls", (
  SELECT coalesce(json_agg(event.payload ORDER BY given.place), '[]')
  FROM unnest(run.event_ids) WITH ORDINALITY AS given (id, place)
  JOIN engine.events event ON event.id = given.id
) AS events, (
  SELECT coalesce(
    json_agg(json_build_object('id', step_id, 'failed', failed, 'output', output) ORDER BY position), '[]')
  FROM engine.steps WHERE run_id = run.id
) AS steps
FROM engine.runs run WHERE id = ANY($1) AND status = 'queued' AND due_at <= $2`;
