import { evaluateExpression } from '../expressions/evaluate-expression';
import type { StoredEvent } from '../protocol/event';
import type { FunctionDefinition } from '../protocol/function-definition';
import type { Query } from './database';
import { cachedExpression } from './plan-event';
import { releaseRuns } from './settle';

const BOTH_EVENTS = ['event', 'async'];

function matches(expression: string | null, payload: string, event: StoredEvent): boolean {
  if (expression === null) return true;
  const scope = { event: JSON.parse(payload), async: event.value };
  return evaluateExpression(cachedExpression(expression, BOTH_EVENTS), scope) === true;
}

/** The active runs that this event cancels. */
export async function findCancelled(
  query: Query,
  event: StoredEvent,
  definitions: FunctionDefinition[],
  now: number,
): Promise<string[]> {
  if (definitions.length === 0) return [];
  const runs = await query<{ id: string; function_id: string; created_at: Date; payload: string }>(
    `SELECT run.id, run.function_id, run.created_at, event.payload FROM engine.runs run
     JOIN engine.events event ON event.id = run.event_ids[1]
     WHERE run.function_id = ANY($1) AND run.status IN ('queued', 'waiting')`,
    [definitions.map(({ id }) => id)],
  );
  const definitionOf = new Map(definitions.map((definition) => [definition.id, definition]));
  return runs
    .filter((run) =>
      definitionOf
        .get(run.function_id)
        ?.cancelOn.some(
          ({ event: name, expression, timeoutMs }) =>
            name === event.name &&
            (timeoutMs === null || now - run.created_at.getTime() <= timeoutMs) &&
            matches(expression, run.payload, event),
        ),
    )
    .map(({ id }) => id);
}

/** Ends the waits that this event answers. Returns the runs that are due again by it. */
export async function answerWaits(
  query: Query,
  event: StoredEvent,
  now: number,
): Promise<{ id: string; function_id: string }[]> {
  const waits = await query<{ run_id: string; step_id: string; expression: string | null; payload: string }>(
    `SELECT step.run_id, step.step_id, step.expression, event.payload FROM engine.steps step
     JOIN engine.runs run ON run.id = step.run_id
     JOIN engine.events event ON event.id = run.event_ids[1]
     WHERE step.state = 'waiting' AND step.event_name = $1`,
    [event.name],
  );
  const answered = waits.filter((wait) => matches(wait.expression, wait.payload, event));
  if (answered.length === 0) return [];
  const runIds = [...new Set(answered.map(({ run_id }) => run_id))];
  await query('SELECT FROM engine.runs WHERE id = ANY($1) ORDER BY id FOR UPDATE', [runIds]);
  await query(
    `UPDATE engine.steps SET state = 'done', output = $3, due_at = NULL, position = nextval('engine.step_position')
     FROM unnest($1::text[], $2::text[]) AS answered (run_id, step_id)
     WHERE steps.run_id = answered.run_id AND steps.step_id = answered.step_id AND state = 'waiting'`,
    [answered.map(({ run_id }) => run_id), answered.map(({ step_id }) => step_id), event.payload],
  );
  return releaseRuns(query, runIds, now);
}
