import { canonicalJson } from './signing';

/** A step that a run has done; a sleep is one, too. */
export interface EndedStep {
  id: string;
  failed: boolean;
  /** Its result or error, as canonical JSON. */
  output: string;
}

export interface RunState {
  runId: string;
  functionId: string;
  attempt: number;
  maxAttempts: number;
  /** Of this one call: what the app names when it stores steps while it still runs. */
  dispatchId: string;
  /** Each a canonical JSON text. */
  events: string[];
  /** In the order in which they ended. */
  steps: EndedStep[];
}

/** The call's body as canonical JSON, put together from texts that are already: nothing is parsed again. */
export function callBody(state: RunState): string {
  const ctx = canonicalJson({
    attempt: state.attempt,
    disable_immediate_execution: false,
    fn_id: state.functionId,
    max_attempts: state.maxAttempts,
    qi_id: state.dispatchId,
    run_id: state.runId,
    stack: { current: state.steps.length, stack: state.steps.map(({ id }) => id) },
    use_api: false,
  });
  const steps = [...state.steps]
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .map(({ id, failed, output }) => {
      const value = failed ? `{"error":${output},"type":"error"}` : `{"data":${output},"type":"data"}`;
      return `${JSON.stringify(id)}:${value}`;
    });
  const [first = 'null'] = state.events;
  const events = state.events.join(',');
  return `{"ctx":${ctx},"event":${first},"events":[${events}],"steps":{${steps.join(',')}},"version":2}`;
}
