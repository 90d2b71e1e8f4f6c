import type { EndedStep } from '../protocol/call-body';
import { errorJson, type Operation } from '../protocol/operation';
import type { CallOutcome } from './app-client';

const LONGEST_RETRY_MS = 10 * 60_000;
const FIRST_LOST_MS = 250;
const LONGEST_LOST_MS = 10_000;
/** Part of the wait that is left to chance, so that what failed together does not come back together. */
const JITTER = 0.1;
/** How often in a row a connection may break in the middle of the same call before that counts as an attempt. */
const MAX_LOST_CALLS = 10;

/** When a run is called again, and what is stored before. */
export interface NextCall {
  /** Milliseconds. */
  at: number;
  attempt: number;
  lostCalls: number;
  steps: EndedStep[];
}

/** What is to become of a run after a call. */
export type Verdict =
  | { kind: 'unreached'; reason: string }
  | { kind: 'not-served'; reason: string }
  | { kind: 'completed' }
  | { kind: 'failed'; error: string }
  | ({ kind: 'continue' } & NextCall)
  | ({ kind: 'retry'; reason: string } & NextCall);

export interface CallFacts {
  attempt: number;
  maxAttempts: number;
  /** In a row, before this call. */
  lostCalls: number;
  /** Whether steps were stored while the call was under way. */
  progressed: boolean;
  /** The wait before the first retry. */
  retryBaseMs: number;
}

/** Decides what an outcome means for the run: the whole of retries, failures and sleeping, without any I/O. */
export function judge(outcome: CallOutcome, facts: CallFacts, now: number): Verdict {
  switch (outcome.kind) {
    case 'refused':
    case 'not-taken':
      return { kind: 'unreached', reason: outcome.reason };
    case 'not-served':
      return { kind: 'not-served', reason: outcome.reason };
    case 'lost':
    case 'foreign':
      return judgeLost(outcome.reason, facts, now);
    case 'threw':
      return judgeThrown(outcome, facts, now);
    case 'operations':
      return judgeOperations(outcome.operations, outcome, facts, now);
  }
}

function judgeLost(reason: string, facts: CallFacts, now: number): Verdict {
  const lostCalls = facts.progressed ? 1 : facts.lostCalls + 1;
  if (lostCalls < MAX_LOST_CALLS) {
    return { kind: 'retry', steps: [], at: now + lostDelay(lostCalls), attempt: facts.attempt, lostCalls, reason };
  }
  const error = errorJson(`The app went away ${lostCalls} times during this call: ${reason}`);
  return judgeThrown({ error, noRetry: false, retryAt: undefined }, facts, now);
}

interface Retrying {
  noRetry: boolean;
  retryAt: number | undefined;
}

/** Something threw outside of any step. */
function judgeThrown(thrown: Retrying & { error: string }, facts: CallFacts, now: number): Verdict {
  if (isLast(thrown, facts)) return { kind: 'failed', error: thrown.error };
  return nextAttempt([], thrown.error, thrown, facts, now);
}

function judgeOperations(operations: Operation[], retrying: Retrying, facts: CallFacts, now: number): Verdict {
  const steps: EndedStep[] = [];
  let at = now;
  let thrown: string | undefined;
  let pending = 0;
  for (const operation of operations) {
    if (operation.kind === 'refused') return { kind: 'failed', error: operation.error };
    if (operation.kind === 'completed') return { kind: 'completed' };
    if (operation.kind === 'ended') {
      steps.push(operation.step);
    } else if (operation.kind === 'sleep') {
      // It has ended as soon as the run is called again, which is when its time has come.
      steps.push({ id: operation.stepId, failed: false, output: 'null' });
      at = operation.until;
      pending++;
    } else if (operation.kind === 'planned') {
      pending++;
    } else if (isLast(retrying, facts)) {
      steps.push({ id: operation.stepId, failed: true, output: operation.error });
    } else {
      thrown ??= operation.error;
    }
  }
  // The SDK names a step instead of running it when the call has lasted long enough, which is after others have ended;
  // or when there are several at once.
  const hasPlanned = operations.some(({ kind }) => kind === 'planned');
  if (pending > 1 || (hasPlanned && steps.length === 0 && !facts.progressed)) {
    const error = errorJson('The embedded engine does not support parallel steps (Promise.all or race over steps).');
    return { kind: 'failed', error };
  }
  if (thrown !== undefined) return nextAttempt(steps, thrown, retrying, facts, now);
  return { kind: 'continue', steps, at, attempt: 0, lostCalls: 0 };
}

const isLast = ({ noRetry }: Retrying, { attempt, maxAttempts }: CallFacts) => noRetry || attempt + 1 >= maxAttempts;

function nextAttempt(
  steps: EndedStep[],
  reason: string,
  { retryAt }: Retrying,
  { attempt, retryBaseMs }: CallFacts,
  now: number,
): Verdict {
  const at = retryAt ?? now + retryDelay(attempt + 1, retryBaseMs);
  return { kind: 'retry', steps, at, attempt: attempt + 1, lostCalls: 0, reason };
}

/** The wait before the given retry (1 is the first): base, 2 base, 4 base … up to 10 minutes, plus up to a tenth. */
export function retryDelay(retry: number, baseMs: number, random = Math.random()): number {
  const wait = Math.min(baseMs * 2 ** Math.min(retry - 1, 30), LONGEST_RETRY_MS);
  return Math.round(wait * (1 + JITTER * random));
}

/** The wait after an app could not be reached, or went away in the middle of a call, so many times in a row. */
export function lostDelay(times: number): number {
  return Math.min(FIRST_LOST_MS * 2 ** Math.min(times - 1, 30), LONGEST_LOST_MS);
}
