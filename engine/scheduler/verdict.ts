import { errorJson, type Operation } from '../protocol/operation';
import type { StepChange } from '../store/settle';
import type { CallOutcome } from './app-client';
import { lostDelay, retryDelay } from './backoff';

/** How often in a row a connection may break in the middle of the same call before that counts as an attempt. */
const MAX_LOST_CALLS = 10;

/** What is to become of a run after a call. */
export type Verdict =
  | { kind: 'unreached'; reason: string }
  | { kind: 'not-served'; reason: string }
  | { kind: 'completed'; output: string }
  | { kind: 'failed'; error: string }
  | { kind: 'continue'; steps: StepChange[] }
  | { kind: 'step-ended'; state: 'done' | 'failed'; output: string }
  | { kind: 'retry'; steps: StepChange[]; at: number; attempt: number; lostCalls: number; reason: string };

export interface CallFacts {
  /** The planned step that was called for, null for the function as a whole. */
  stepId: string | null;
  attempt: number;
  maxAttempts: number;
  /** In a row, before this call. */
  lostCalls: number;
  /** Whether steps were stored while the call was under way. */
  progressed: boolean;
}

/** Decides what an outcome means for the run: the whole of retries, failures and waiting, without any I/O. */
export function judge(outcome: CallOutcome, facts: CallFacts, retryBaseMs: number, now: number): Verdict {
  switch (outcome.kind) {
    case 'refused':
    case 'not-taken':
      return { kind: 'unreached', reason: outcome.reason };
    case 'not-served':
      return { kind: 'not-served', reason: outcome.reason };
    case 'lost':
    case 'foreign':
      return judgeLost(outcome.reason, facts, retryBaseMs, now);
    case 'threw':
      return judgeThrown(outcome, facts, retryBaseMs, now);
    case 'operations':
      return judgeOperations(outcome, facts, retryBaseMs, now);
  }
}

function judgeLost(reason: string, facts: CallFacts, retryBaseMs: number, now: number): Verdict {
  const lostCalls = facts.progressed ? 1 : facts.lostCalls + 1;
  if (lostCalls < MAX_LOST_CALLS) {
    return { kind: 'retry', steps: [], at: now + lostDelay(lostCalls), attempt: facts.attempt, lostCalls, reason };
  }
  const error = errorJson('EngineError', `The app went away ${lostCalls} times during this call: ${reason}`);
  return judgeThrown({ error, noRetry: false, retryAt: undefined }, facts, retryBaseMs, now);
}

interface Thrown {
  error: string;
  noRetry: boolean;
  retryAt: number | undefined;
}

/** Something threw outside of any step. */
function judgeThrown({ error, noRetry, retryAt }: Thrown, facts: CallFacts, retryBaseMs: number, now: number): Verdict {
  if (noRetry || facts.attempt + 1 >= facts.maxAttempts) return { kind: 'failed', error };
  return nextAttempt([], error, retryAt, facts, retryBaseMs, now);
}

function nextAttempt(
  steps: StepChange[],
  reason: string,
  retryAt: number | undefined,
  { attempt }: CallFacts,
  retryBaseMs: number,
  now: number,
): Verdict {
  const at = retryAt ?? now + retryDelay(attempt + 1, retryBaseMs);
  return { kind: 'retry', steps, at, attempt: attempt + 1, lostCalls: 0, reason };
}

function judgeOperations(
  { operations, noRetry, retryAt }: { operations: Operation[]; noRetry: boolean; retryAt: number | undefined },
  facts: CallFacts,
  retryBaseMs: number,
  now: number,
): Verdict {
  const refused = operations.find((operation) => operation.kind === 'refused');
  if (refused) return { kind: 'failed', error: refused.error };
  const completed = operations.find((operation) => operation.kind === 'completed');
  if (completed) return { kind: 'completed', output: completed.output };
  const steps = operations.flatMap((operation) => toStepChange(operation, now));
  const erred = operations.find((operation) => operation.kind === 'retry');
  const isFinal = noRetry || facts.attempt + 1 >= facts.maxAttempts;
  if (erred && !isFinal) return nextAttempt(steps, erred.error, retryAt, facts, retryBaseMs, now);
  if (erred) steps.push({ state: 'failed', stepId: erred.stepId, output: erred.error });
  if (facts.stepId === null) return { kind: 'continue', steps };
  const own = steps.find((step) => step.stepId === facts.stepId);
  if (own?.state === 'done' || own?.state === 'failed')
    return { kind: 'step-ended', state: own.state, output: own.output };
  return {
    kind: 'failed',
    error: errorJson('EngineError', 'The app did not answer with the step that was called for.'),
  };
}

function toStepChange(operation: Operation, now: number): StepChange[] {
  switch (operation.kind) {
    case 'done':
      return [{ state: 'done', stepId: operation.stepId, output: operation.data }];
    case 'failed':
      return [{ state: 'failed', stepId: operation.stepId, output: operation.error }];
    case 'planned':
      return [{ state: 'planned', stepId: operation.stepId, dueAt: now }];
    case 'sleep':
      return [{ state: 'sleeping', stepId: operation.stepId, dueAt: operation.until }];
    case 'wait': {
      const { stepId, event, expression, until } = operation;
      return [{ state: 'waiting', stepId, dueAt: until, event, expression }];
    }
    default:
      return [];
  }
}
