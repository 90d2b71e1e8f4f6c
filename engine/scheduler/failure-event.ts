import { canonicalJson } from '../protocol/canonical-json';
import type { StoredEvent } from '../protocol/event';

const NAME = 'inngest/function.failed';

/** The internal event by which `onFailure` handlers learn of a failed run. Not bound by the size of events that are sent. */
export function failureEvent(
  run: { runId: string; functionId: string; events: string[] },
  error: string,
  now: number,
): StoredEvent {
  const events: unknown[] = run.events.map((payload) => JSON.parse(payload));
  const value = {
    id: `failed-${run.runId}`,
    name: NAME,
    ts: now,
    data: {
      function_id: run.functionId,
      run_id: run.runId,
      error: JSON.parse(error),
      event: events[0] ?? null,
      events,
    },
  };
  return { id: value.id, name: NAME, ts: now, payload: canonicalJson(value), value };
}
