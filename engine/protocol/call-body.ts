import { canonicalJson } from './canonical-json';

export interface RunState {
  runId: string;
  functionId: string;
  attempt: number;
  maxAttempts: number;
  /** Of this one call: what the app names when it stores steps while it still runs. */
  dispatchId: string;
  /** Each a canonical JSON text. */
  events: string[];
  /** Those that ended, in the order they did. Outputs and errors are canonical JSON texts. */
  steps: { id: string; failed: boolean; output: string }[];
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
  return `{"ctx":${ctx},"event":${first},"events":[${state.events.join(',')}],"steps":{${steps.join(',')}},"version":2}`;
}
