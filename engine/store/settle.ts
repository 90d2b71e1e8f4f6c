import type { EndedStep } from '../protocol/call-body';
import type { StoredEvent } from '../protocol/event';
import { acceptEvents } from './accept-events';
import type { Query } from './database';
import type { EventPlan } from './plan-event';

/** Stores steps that a call finished while it still goes on. False: the run is over, the call should stop. */
export async function storeSteps(query: Query, runId: string, steps: EndedStep[]): Promise<boolean> {
  const rows = await query<{ active: boolean }>(
    `WITH run AS (SELECT id FROM engine.runs WHERE id = $1 AND status = 'queued'), kept AS (${INSERT_STEPS})
     SELECT EXISTS (SELECT FROM run) AS active`,
    stepParams(runId, steps),
  );
  return rows[0]?.active === true;
}

/** After a call: keeps its new steps and when the run is called again. */
export async function continueRun(
  query: Query,
  runId: string,
  { steps, at, attempt, lostCalls }: { steps: EndedStep[]; at: number; attempt: number; lostCalls: number },
): Promise<void> {
  await query(
    `WITH run AS (SELECT id FROM engine.runs WHERE id = $1 AND status = 'queued'), kept AS (${INSERT_STEPS})
     UPDATE engine.runs SET due_at = $5, attempt = $6, lost_calls = $7 WHERE id = $1 AND status = 'queued'`,
    [...stepParams(runId, steps), new Date(at), attempt, lostCalls],
  );
}

const INSERT_STEPS = `
  INSERT INTO engine.steps (run_id, step_id, failed, output)
  SELECT $1, step_id, failed, output
  FROM unnest($2::text[], $3::boolean[], $4::text[]) WITH ORDINALITY AS step (step_id, failed, output, place)
  WHERE EXISTS (SELECT FROM run) ORDER BY place
  ON CONFLICT (run_id, step_id) DO NOTHING`;

const stepParams = (runId: string, steps: EndedStep[]): unknown[] => [
  runId,
  steps.map(({ id }) => id),
  steps.map(({ failed }) => failed),
  steps.map(({ output }) => output),
];

export async function completeRun(query: Query, runId: string, now: number): Promise<void> {
  await query(
    `WITH freed AS (DELETE FROM engine.steps WHERE run_id = $1)
     UPDATE engine.runs SET status = 'completed', ended_at = $2 WHERE id = $1 AND status = 'queued'`,
    [runId, new Date(now)],
  );
}

/** Ends a run that failed for good and starts what waits for its failure, within the caller's transaction. */
export async function failRun(
  query: Query,
  { runId, now }: { runId: string; now: number },
  failure: { event: StoredEvent; plan: EventPlan },
): Promise<void> {
  const ended = await query(
    `UPDATE engine.runs SET status = 'failed', ended_at = $2 WHERE id = $1 AND status = 'queued' RETURNING id`,
    [runId, new Date(now)],
  );
  if (ended.length === 0) return;
  await query('DELETE FROM engine.steps WHERE run_id = $1', [runId]);
  if (failure.plan.runs.length > 0) await acceptEvents(query, { events: [failure.event], ...failure.plan, now });
}
