import { setTimeout as sleep } from 'node:timers/promises';

export interface LivenessSettings {
  askEveryMs: number;
  answerWithinMs: number;
  /** So many in a row: it stands still, or does none of its work. Counted, not timed: a machine may have slept. */
  mostMissedAnswers: number;
}

export interface HealthCheck {
  /** Where the process says that it is alive; undefined while that is not known. */
  url(): string | undefined;
  /** Whether it says by a 503 that it does none of its work. Of others any answer shows that they live. */
  tellsWedged: boolean;
}

/**
 * Resolves with what is wrong once a process that has answered before does not any more; null when the signal ends it.
 */
export async function untilWedged(
  { url, tellsWedged }: HealthCheck,
  { askEveryMs, answerWithinMs, mostMissedAnswers }: LivenessSettings,
  signal: AbortSignal,
): Promise<string | null> {
  let hasAnswered = false;
  for (let missed = 0; ; ) {
    if (!(await sleep(askEveryMs, true, { signal }).catch(() => false))) return null;
    const at = url();
    const problem = at === undefined ? null : await ask(at, tellsWedged, answerWithinMs, signal);
    if (signal.aborted) return null;
    hasAnswered ||= at !== undefined && problem === null;
    missed = problem !== null && hasAnswered ? missed + 1 : 0;
    if (problem !== null && missed >= mostMissedAnswers) return problem;
  }
}

async function ask(url: string, tellsWedged: boolean, withinMs: number, signal: AbortSignal): Promise<string | null> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(withinMs)]) });
    const text = await answer.text();
    return tellsWedged && answer.status === 503 ? text.slice(0, 300) : null;
  } catch {
    return `no answer within ${withinMs} ms`;
  }
}
