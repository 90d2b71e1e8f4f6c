import type { StoredEvent } from '../protocol/event';
import { acceptEvents } from './accept-events';
import type { Query } from './database';
import type { EventPlan } from './plan-event';

/** A step as a call left it. Times are milliseconds. */
export type StepChange =
  | { state: 'done' | 'failed'; stepId: string; output: string }
  | { state: 'planned'; stepId: string; dueAt: number }
  | { state: 'sleeping'; stepId: string; dueAt: number }
  | { state: 'waiting'; stepId: string; dueAt: number; event: string; expression: string | null };

interface RunRef {
  runId: string;
  functionId: string;
}

const ACTIVE = `status IN ('queued', 'waiting')`;

/** Stores steps that a call finished while it still goes on. False: the run is over, the call should stop. */
export async function storeSteps(query: Query, run: RunRef, steps: StepChange[]): Promise<boolean> {
  const rows = await query<{ active: boolean }>(
    `WITH run AS (SELECT id FROM engine.runs WHERE id = $1 AND status = 'queued'), kept AS (${INSERT_STEPS})
     SELECT EXISTS (SELECT FROM run) AS active`,
    stepParams(run, steps),
  );
  return rows[0]?.active === true;
}

/** After a call of the function: keeps its new steps; it is due again at once unless some of them are yet to end. */
export async function continueRun(query: Query, run: RunRef, steps: StepChange[], now: number): Promise<void> {
  const isPending = steps.some(({ state }) => state !== 'done' && state !== 'failed');
  await query(
    `WITH run AS (SELECT id FROM engine.runs WHERE id = $1 AND status = 'queued'), kept AS (${INSERT_STEPS})
     UPDATE engine.runs SET status = $9, attempt = 0, lost_calls = 0, due_at = $10 WHERE id = $1 AND status = 'queued'`,
    [...stepParams(run, steps), isPending ? 'waiting' : 'queued', new Date(now)],
  );
}

const INSERT_STEPS = `
  INSERT INTO engine.steps (run_id, step_id, function_id, state, output, due_at, event_name, expression)
  SELECT $1, step_id, $2, state, output, due_at, event_name, expression
  FROM unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::text[])
    WITH ORDINALITY AS step (step_id, state, output, due_at, event_name, expression, place)
  WHERE EXISTS (SELECT FROM run) ORDER BY place
  ON CONFLICT (run_id, step_id) DO NOTHING`;

function stepParams({ runId, functionId }: RunRef, steps: StepChange[]): unknown[] {
  return [
    runId,
    functionId,
    steps.map(({ stepId }) => stepId),
    steps.map(({ state }) => state),
    steps.map((step) => ('output' in step ? step.output : null)),
    steps.map((step) => ('dueAt' in step ? new Date(step.dueAt) : null)),
    steps.map((step) => ('event' in step ? step.event : null)),
    steps.map((step) => ('event' in step ? step.expression : null)),
  ];
}

/** After a parallel step's own call. True: it was the last one, the run is due again. */
export async function endPlannedStep(
  query: Query,
  {
    runId,
    stepId,
    state,
    output,
    now,
  }: { runId: string; stepId: string; state: 'done' | 'failed'; output: string; now: number },
): Promise<boolean> {
  await query('SELECT FROM engine.runs WHERE id = $1 FOR UPDATE', [runId]);
  await query(
    `UPDATE engine.steps SET state = $3, output = $4, due_at = NULL, position = nextval('engine.step_position')
     WHERE run_id = $1 AND step_id = $2 AND state = 'planned'`,
    [runId, stepId, state, output],
  );
  return (await releaseRuns(query, [runId], now)).length > 0;
}

/** Makes runs whose steps have all ended due again; their rows must be locked. Returns those that are. */
export async function releaseRuns(
  query: Query,
  runIds: string[],
  now: number,
): Promise<{ id: string; function_id: string }[]> {
  return query(
    `UPDATE engine.runs SET status = 'queued', attempt = 0, lost_calls = 0, due_at = $2
     WHERE id = ANY($1) AND status = 'waiting' AND NOT EXISTS (
       SELECT FROM engine.steps WHERE run_id = runs.id AND state IN ('planned', 'sleeping', 'waiting'))
     RETURNING id, function_id`,
    [runIds, new Date(now)],
  );
}

export interface Retry {
  runId: string;
  stepId: string | null;
  dueAt: number;
  attempt: number;
  lostCalls: number;
}

/** The same call again, later. */
export async function retryLater(query: Query, { runId, stepId, dueAt, attempt, lostCalls }: Retry): Promise<void> {
  if (stepId === null) {
    await query(
      `UPDATE engine.runs SET due_at = $2, attempt = $3, lost_calls = $4 WHERE id = $1 AND status = 'queued'`,
      [runId, new Date(dueAt), attempt, lostCalls],
    );
  } else {
    await query(
      `UPDATE engine.steps SET due_at = $3, attempt = $4, lost_calls = $5
       WHERE run_id = $1 AND step_id = $2 AND state = 'planned'`,
      [runId, stepId, new Date(dueAt), attempt, lostCalls],
    );
  }
}

export async function completeRun(query: Query, runId: string, output: string, now: number): Promise<void> {
  await query(
    `WITH freed AS (DELETE FROM engine.steps WHERE run_id = $1)
     UPDATE engine.runs SET status = 'completed', output = $2, ended_at = $3 WHERE id = $1 AND ${ACTIVE}`,
    [runId, output, new Date(now)],
  );
}

/** Ends a run that failed for good and starts what waits for its failure, within the caller's transaction. */
export async function failRun(
  query: Query,
  { runId, error, now }: { runId: string; error: string; now: number },
  failure: { event: StoredEvent; plan: EventPlan },
): Promise<void> {
  const ended = await query(
    `UPDATE engine.runs SET status = 'failed', output = $2, ended_at = $3 WHERE id = $1 AND ${ACTIVE} RETURNING id`,
    [runId, error, new Date(now)],
  );
  if (ended.length === 0) return;
  await query('DELETE FROM engine.steps WHERE run_id = $1', [runId]);
  const { runs, batchItems } = failure.plan;
  if (runs.length + batchItems.length > 0) {
    await acceptEvents(query, { events: [failure.event], ...failure.plan, now });
  }
}

export async function cancelRuns(query: Query, runIds: string[], now: number): Promise<void> {
  await query(
    `WITH freed AS (DELETE FROM engine.steps WHERE run_id = ANY($1))
     UPDATE engine.runs SET status = 'cancelled', ended_at = $2 WHERE id = ANY($1) AND ${ACTIVE}`,
    [runIds, new Date(now)],
  );
}

/** Ends sleeps and waits whose time has come. Returns the runs that are due again by it. */
export async function wakeTimedSteps(query: Query, now: number): Promise<{ id: string; function_id: string }[]> {
  const due = await query<{ run_id: string; step_id: string }>(
    `SELECT run_id, step_id FROM engine.steps WHERE state IN ('sleeping', 'waiting') AND due_at <= $1
     ORDER BY due_at LIMIT 1000`,
    [new Date(now)],
  );
  if (due.length === 0) return [];
  const runIds = [...new Set(due.map(({ run_id }) => run_id))];
  await query('SELECT FROM engine.runs WHERE id = ANY($1) ORDER BY id FOR UPDATE', [runIds]);
  await query(
    `UPDATE engine.steps SET state = 'done', output = 'null', due_at = NULL, position = nextval('engine.step_position')
     FROM unnest($1::text[], $2::text[]) AS due (run_id, step_id)
     WHERE steps.run_id = due.run_id AND steps.step_id = due.step_id AND state IN ('sleeping', 'waiting')`,
    [due.map(({ run_id }) => run_id), due.map(({ step_id }) => step_id)],
  );
  return releaseRuns(query, runIds, now);
}
