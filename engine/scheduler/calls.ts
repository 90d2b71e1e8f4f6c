import { randomUUID } from 'node:crypto';
import type { EndedStep } from '../protocol/call-body';
import { MAX_RUN_STATE_BYTES, MAX_STEPS_PER_RUN } from '../protocol/limits';
import type { CallState } from '../store/jobs';

/** A call of an app that is under way. */
export interface Call {
  /** What the app names when it stores steps meanwhile: one of an older call of the same run is not listened to. */
  dispatchId: string;
  runId: string;
  state: CallState;
  abort: AbortController;
  cancelled: boolean;
  /** Steps of this run that are stored, with those stored during the call. */
  steps: number;
  stateBytes: number;
  /** Whether steps were stored during the call. */
  progressed: boolean;
}

/** The calls that are under way in this engine; what no call here stands for is of the past. */
export class Calls {
  readonly #calls = new Map<string, Call>();

  get size(): number {
    return this.#calls.size;
  }

  begin(state: CallState): Call {
    const call: Call = {
      dispatchId: randomUUID(),
      runId: state.job.runId,
      state,
      abort: new AbortController(),
      cancelled: false,
      steps: state.steps.length,
      stateBytes: bytesOf(state.steps),
      progressed: false,
    };
    this.#calls.set(call.dispatchId, call);
    return call;
  }

  end(call: Call): void {
    this.#calls.delete(call.dispatchId);
  }

  find(dispatchId: string, runId: string): Call | undefined {
    const call = this.#calls.get(dispatchId);
    return call && call.runId === runId && !call.cancelled ? call : undefined;
  }

  /** What these runs' calls answer no longer counts. */
  cancel(runIds: string[]): void {
    const ended = new Set(runIds);
    for (const call of this.#calls.values()) if (ended.has(call.runId)) call.cancelled = true;
  }

  abortAll(): void {
    for (const call of this.#calls.values()) call.abort.abort();
  }
}

/** Notes steps that were stored while the call goes on. */
export function noteStored(call: Call, steps: EndedStep[]): void {
  call.progressed = true;
  call.steps += steps.length;
  call.stateBytes += bytesOf(steps);
}

/** Why a run may not have these steps besides those it has, or undefined. */
export function overLimits(call: Call, added: EndedStep[]): string | undefined {
  if (call.steps + added.length > MAX_STEPS_PER_RUN) return `A run may have at most ${MAX_STEPS_PER_RUN} steps.`;
  if (call.stateBytes + bytesOf(added) > MAX_RUN_STATE_BYTES)
    return 'What the steps of a run returned may be at most 32 MB together.';
  return undefined;
}

const bytesOf = (steps: EndedStep[]) => steps.reduce((sum, { output }) => sum + output.length, 0);
