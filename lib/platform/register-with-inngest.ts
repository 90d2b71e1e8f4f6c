import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Logger } from './logger';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;
const TIMEOUT_MS = 15_000;
/** Said again now and then, not at every attempt. */
const REMIND_EVERY = 10;

const answerSchema = z.object({ message: z.string() });

export interface RegistrationSettings {
  /** This process's own Inngest endpoint, e.g. `http://127.0.0.1:3100/api/inngest`. */
  serveUrl: string;
  logger: Pick<Logger, 'info' | 'warn'>;
  /** Ends the attempts, e.g. when the process stops. */
  signal?: AbortSignal | undefined;
  /** Told of every attempt that failed. */
  onProblem?(problem: string): void;
}

/**
 * Tells the Inngest server which functions this process serves, as a PUT to its own endpoint does; tried until the
 * server answers. Returns false when stopped by the signal. To be called once the endpoint listens.
 */
export async function registerWithInngest({
  serveUrl,
  logger,
  signal,
  onProblem,
}: RegistrationSettings): Promise<boolean> {
  let waitMs = FIRST_WAIT_MS;
  for (let attempt = 1; !signal?.aborted; attempt++) {
    const problem = await tryToRegister(serveUrl, signal);
    if (problem === undefined) {
      logger.info({ serveUrl, attempt }, 'registered with Inngest');
      return true;
    }
    onProblem?.(problem);
    if (attempt === 1 || attempt % REMIND_EVERY === 0) {
      logger.warn(
        { serveUrl, attempt, problem },
        'not registered with Inngest yet: no work starts until then; trying on',
      );
    }
    await sleep(waitMs, undefined, { ...(signal ? { signal } : {}) }).catch(() => {});
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  }
  return false;
}

/** Undefined when registered; otherwise why not, as the SDK or the socket words it. */
async function tryToRegister(serveUrl: string, signal?: AbortSignal): Promise<string | undefined> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const answer = await fetch(serveUrl, {
      method: 'PUT',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    if (answer.ok) return undefined;
    const body = answerSchema.safeParse(await answer.json().catch(() => undefined));
    return `${answer.status}${body.success ? `: ${body.data.message}` : ''}`;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cause instanceof Error ? cause.message : String(cause);
  }
}
