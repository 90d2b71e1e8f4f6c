import type { Query } from './database';

/** One call of an app that is due: the run itself, or one of its parallel steps. */
export interface Job {
  runId: string;
  /** Null: the function from its start, with the steps that are done. */
  stepId: string | null;
  functionId: string;
  concurrencyKeys: string[];
  throttleKey: string | null;
  /** Whether the run has started: it goes before new ones, and is past the throttle. */
  started: boolean;
}

export const jobKey = ({ runId, stepId }: Pick<Job, 'runId' | 'stepId'>) =>
  stepId === null ? runId : `${runId}/${stepId}`;

/** What is due for a function, started runs first; at most `limit` of each kind, none of a key in `fullKeys`. */
export async function readDueJobs(
  query: Query,
  { functionId, now, limit, fullKeys }: { functionId: string; now: number; limit: number; fullKeys: string[] },
): Promise<Job[]> {
  const rows = await query<{
    run_id: string;
    step_id: string | null;
    concurrency_keys: string[];
    throttle_key: string | null;
    started: boolean;
  }>(DUE, [functionId, new Date(now), limit, fullKeys]);
  return rows.map((row) => ({
    runId: row.run_id,
    stepId: row.step_id,
    functionId,
    concurrencyKeys: row.concurrency_keys,
    throttleKey: row.throttle_key,
    started: row.started,
  }));
}

const DUE = `
(SELECT step.run_id, step.step_id, run.concurrency_keys, run.throttle_key, true AS started
 FROM engine.steps step JOIN engine.runs run ON run.id = step.run_id
 WHERE step.function_id = $1 AND step.state = 'planned' AND step.due_at <= $2 AND NOT run.concurrency_keys && $4::text[]
 ORDER BY step.due_at LIMIT $3)
UNION ALL
(SELECT id, NULL, concurrency_keys, throttle_key, true FROM engine.runs
 WHERE function_id = $1 AND status = 'queued' AND started_at IS NOT NULL AND due_at <= $2
   AND NOT concurrency_keys && $4::text[]
 ORDER BY due_at, id LIMIT $3)
UNION ALL
(SELECT id, NULL, concurrency_keys, throttle_key, false FROM engine.runs
 WHERE function_id = $1 AND status = 'queued' AND started_at IS NULL AND due_at <= $2
   AND NOT concurrency_keys && $4::text[]
 ORDER BY due_at, id LIMIT $3)`;

/** What a call needs to know of its run. */
export interface CallState {
  job: Job;
  attempt: number;
  lostCalls: number;
  /** Canonical JSON texts, in the batch's order. */
  events: string[];
  steps: { id: string; failed: boolean; output: string }[];
}

/** Reads the state of runs that are about to be called and notes their start. Those no longer due are left out. */
export async function loadCalls(query: Query, jobs: Job[], now: number): Promise<CallState[]> {
  const runIds = [...new Set(jobs.map(({ runId }) => runId))];
  const [runs, steps] = await Promise.all([
    query<RunRow>(LOAD_RUNS, [runIds, new Date(now)]),
    query<StepRow>(LOAD_STEPS, [runIds]),
  ]);
  const runOf = new Map(runs.map((run) => [run.id, run]));
  const stepsOf = groupByRun(steps);
  return jobs.flatMap((job) => {
    const run = runOf.get(job.runId);
    const own = stepsOf.get(job.runId) ?? [];
    const planned = own.find((step) => step.step_id === job.stepId && step.state === 'planned');
    if (!run || (job.stepId === null ? run.status !== 'queued' || !run.due : run.status !== 'waiting' || !planned)) return [];
    const ended = own.filter((step) => step.state === 'done' || step.state === 'failed');
    return {
      job,
      attempt: planned?.attempt ?? run.attempt,
      lostCalls: planned?.lost_calls ?? run.lost_calls,
      events: run.events ?? [],
      steps: ended.map((step) => ({
        id: step.step_id,
        failed: step.state === 'failed',
        output: step.output ?? 'null',
      })),
    };
  });
}

interface RunRow {
  id: string;
  status: string;
  /** A job may have been put off since it was read as due. */
  due: boolean;
  attempt: number;
  lost_calls: number;
  events: string[] | null;
}

interface StepRow {
  run_id: string;
  step_id: string;
  state: string;
  output: string | null;
  attempt: number;
  lost_calls: number;
}

function groupByRun(steps: StepRow[]): Map<string, StepRow[]> {
  const groups = new Map<string, StepRow[]>();
  for (const step of steps) {
    const group = groups.get(step.run_id);
    if (group) group.push(step);
    else groups.set(step.run_id, [step]);
  }
  return groups;
}

const LOAD_RUNS = `
WITH started AS (
  UPDATE engine.runs SET started_at = $2 WHERE id = ANY($1) AND started_at IS NULL AND status = 'queued' AND due_at <= $2
)
SELECT id, status, due_at <= $2 AS due, attempt, lost_calls, (
  SELECT array_agg(event.payload ORDER BY given.place)
  FROM unnest(run.event_ids) WITH ORDINALITY AS given (id, place)
  JOIN engine.events event ON event.id = given.id
) AS events
FROM engine.runs run WHERE id = ANY($1)`;

const LOAD_STEPS = `
SELECT run_id, step_id, state, output, attempt, lost_calls FROM engine.steps
WHERE run_id = ANY($1) AND state IN ('done', 'failed', 'planned') ORDER BY position`;
